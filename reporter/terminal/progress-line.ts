/** What a run is doing, in one line. Pure. */

export interface Progress {
  /** The wait for sessions to expire, where one is under way: seconds since it began, and those that it takes. */
  readonly wait?: { readonly elapsed: number; readonly expected: number };
  /** Whether the host is only being looked at. */
  readonly beforeTests: boolean;
  readonly decided: number;
  /** How many requirements are to be decided, on all hosts together; unknown at first. */
  readonly total: number | undefined;
  readonly hosts: number;
}

/** Seconds as a clock shows them: `3:12`, `1:02:03`. */
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

/** The line. */
export function progressLine(progress: Progress): string {
  const { decided, total, hosts } = progress;
  if (total === undefined) return doing(progress);
  const of = hosts > 1 ? `requirements of ${hosts} hosts` : 'requirements';
  return `${doing(progress)}; ${decided} of ${total} ${of} decided`;
}
