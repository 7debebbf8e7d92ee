/** The waivers on a certificate of any version, and how they change the wording of its verdict. */
import type { RequirementResult } from './types.ts';

/** Part of a requirement's result that waivers depend on. */
type Result = Pick<RequirementResult, 'level' | 'verdict'> & { readonly waiver?: { readonly state: string } };

/** Tells whether a requirement failed and a waiver covers the failure. */
export function isWaived({ verdict, waiver }: Result): boolean {
  return verdict === 'failed' && waiver?.state === 'waived';
}

/** Counts the failed MUSTs that are waived, on which the verdict rests. */
export function waiversCounted(results: readonly Result[]): number {
  return results.filter((one) => one.level === 'MUST' && isWaived(one)).length;
}

/** Writes the verdict with the number of waivers that it rests on, for example `CONFORMANT with 2 waivers`. */
export function verdictInWords({
  verdict,
  requirements,
}: {
  readonly verdict: string;
  readonly requirements: readonly Result[];
}): string {
  return `${verdict.toUpperCase()}${besideVerdict(requirements)}`;
}

/** Writes what follows the verdict, for example ` with 2 waivers`; returns '' if there are no waivers. */
export function besideVerdict(results: readonly Result[]): string {
  const count = waiversCounted(results);
  return count === 0 ? '' : ` with ${count} waiver${count === 1 ? '' : 's'}`;
}
