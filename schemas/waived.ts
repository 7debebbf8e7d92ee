/** What the waivers on a certificate are worth, whichever version made it. */
import type { RequirementResult } from './types.ts';

/** What is looked at of a requirement. */
type Result = Pick<RequirementResult, 'level' | 'verdict'> & { readonly waiver?: { readonly state: string } };

/** Whether it failed, and somebody answers for that. */
export function isWaived({ verdict, waiver }: Result): boolean {
  return verdict === 'failed' && waiver?.state === 'waived';
}

/** How many MUSTs failed and are waived: so many waivers the verdict rests on. */
export function waiversCounted(results: readonly Result[]): number {
  return results.filter((one) => one.level === 'MUST' && isWaived(one)).length;
}

/** The verdict with the waivers that it rests on: `CONFORMANT with 2 waivers`. */
export function verdictInWords({
  verdict,
  requirements,
}: {
  readonly verdict: string;
  readonly requirements: readonly Result[];
}): string {
  return `${verdict.toUpperCase()}${besideVerdict(requirements)}`;
}

/** What stands beside the verdict: ` with 2 waivers`; nothing where there are none. */
export function besideVerdict(results: readonly Result[]): string {
  const count = waiversCounted(results);
  return count === 0 ? '' : ` with ${count} waiver${count === 1 ? '' : 's'}`;
}
