/** How far from an end of a life one may look, in seconds, for this TTL: what differs from a right host by less is no fault. */
export function guard(ttl: number): number {
  return Math.min(15, Math.max(0.25, 0.02 * ttl));
}
