/** How a requirement ended, in the words of overviews and histories. Pure. */
import type { HistoryLine, RequirementResult } from '../../schemas/index.ts';
import { isWaived } from '../../schemas/waived.ts';

/** How a requirement ended. */
export type OutcomeWord = HistoryLine['outcomes'][string];

/** Returns how a requirement ended. */
export function outcomeOf(
  result: Pick<RequirementResult, 'level' | 'verdict'> & { readonly waiver?: { readonly state: string } },
): OutcomeWord {
  if (isWaived(result)) return 'waived';
  if (result.verdict === 'failed') return result.level === 'MUST' ? 'failed' : 'deviates';
  return result.verdict === 'inconclusive' ? 'not tested' : result.verdict;
}
