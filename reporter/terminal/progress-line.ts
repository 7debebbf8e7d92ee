/** The line that says what a run is doing. Pure. */

/** State of a run. */
export interface Progress {
  /** The wait for sessions to expire, if one is under way: seconds since its beginning, and its expected length. */
  readonly wait?: { readonly elapsed: number; readonly expected: number };
  /** Whether no test has begun: the preflight is looking at the hosts. */
  readonly beforeTests: boolean;
  readonly decided: number;
  /** Number of requirements to decide, on all hosts together; undefined until Playwright has listed the tests. */
  readonly total: number | undefined;
  readonly hosts: number;
}

/** Writes seconds as a clock shows them, for example `3:12` or `1:02:03`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const end = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${end}` : `${minutes}:${end}`;
}

function doing({ wait, beforeTests, hosts }: Progress): string {
  if (wait) {
    const { elapsed, expected } = wait;
    const left = expected - elapsed;
    const so = `waiting for sessions to expire: ${clock(elapsed)}`;
    return left > 0
      ? `${so} of about ${clock(Math.ceil(expected))}, ${clock(Math.ceil(left))} left`
      : `${so} so far, what did not hold is looked at again`;
  }
  return beforeTests ? `looking at the host${hosts > 1 ? 's' : ''}` : 'testing';
}

/** Writes the line: what the run is doing, and how many requirements are decided. */
export function progressLine(progress: Progress): string {
  const { decided, total, hosts } = progress;
  if (total === undefined) return doing(progress);
  const of = hosts > 1 ? `requirements of ${hosts} hosts` : 'requirements';
  return `${doing(progress)}; ${decided} of ${total} ${of} decided`;
}
