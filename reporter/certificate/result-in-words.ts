/** Texts for the result of a requirement, which all forms of a certificate share. Pure. */
import type { AppliedWaiver, RequirementResult } from '../../schemas/index.ts';
import { isWaived } from '../../schemas/waived.ts';

/** Names what became of a requirement on the certificate's page. */
export function outcomeWord(result: Pick<RequirementResult, 'verdict' | 'level' | 'waiver'>): string {
  const { verdict, level } = result;
  if (isWaived(result)) return 'waived';
  if (verdict === 'failed') return level === 'MUST' ? 'failed' : 'deviates';
  return verdict === 'inconclusive' ? 'not tested' : verdict;
}

/** Says what a waiver is worth, and who answers for the failure. */
export function waiverInWords({ state, reason, owner, until }: AppliedWaiver): string {
  const by = `${owner}: ${reason}`;
  return {
    waived: `waived until ${until} by ${by}`,
    ended: `its waiver ended on ${until} (by ${by})`,
    unneeded: `it passed: its waiver until ${until} is no longer needed (by ${by})`,
    untested: `its waiver until ${until} does not count, as it could not be tested (by ${by})`,
  }[state];
}

/** Names who asks for a requirement: the vendor's page if all sources are its sentences (S1 to S12), else the document. */
export function whoAsks(source: string): string {
  return source.split(' ').every((name) => /^S\d+$/.test(name)) ? `the page (${source})` : source;
}

/** Returns the heading of a failed requirement. */
export function failureWord(result: RequirementResult): 'WAIVED' | 'FAILED' | 'DEVIATION' {
  if (isWaived(result)) return 'WAIVED';
  return result.level === 'MUST' ? 'FAILED' : 'DEVIATION';
}
