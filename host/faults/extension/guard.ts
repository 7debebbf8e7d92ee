/** Gives back the seconds from the end of a session within which the suite does not look; `ttl` is in seconds. Faults must differ from a right host by more. */
export function guard(ttl: number): number {
  return Math.min(15, Math.max(0.25, 0.02 * ttl));
}
