/** The verdict of a run, and the summary that says why. Pure. */
import type { Certificate, RequirementResult } from '../../schemas/index.ts';
import { isWaived } from '../../schemas/waived.ts';
import type { Results } from './results.ts';
import { plural } from './units.ts';

const musts = (results: Results) => results.filter(({ level }) => level === 'MUST');
const having = (results: Results, verdict: RequirementResult['verdict']) =>
  results.filter((result) => result.verdict === verdict);
const idsOf = (results: Results) => results.map(({ id }) => id).join(', ');

/**
 * Decides the verdict of a run by its MUSTs.
 * @param stopped reason why the run did not come to its end, if so; then the verdict is never conformant.
 */
export function verdictOf(results: Results, stopped: string | undefined): Certificate['verdict'] {
  if (having(musts(results), 'failed').some((one) => !isWaived(one))) return 'nonconformant';
  const all = musts(results).every((one) => one.verdict === 'passed' || isWaived(one));
  return all && stopped === undefined ? 'conformant' : 'inconclusive';
}

/** Explains the verdict in a few sentences. */
export function summaryOf(results: Results, stopped: string | undefined): string {
  const [failed, waived] = [false, true].map((is) =>
    having(musts(results), 'failed').filter((one) => isWaived(one) === is),
  );
  return [...whatCameOut(results, failed ?? [], waived ?? [], stopped), ...deviations(results)].join(' ');
}

function whatCameOut(
  results: Results,
  failed: Results,
  waived: Results,
  stopped: string | undefined,
): string[] {
  const open = having(musts(results), 'inconclusive');
  const untested =
    open.length === 0 ? [] : [`${plural(open.length, 'MUST requirement')} could not be tested.`];
  const beside = waived.length === 0 ? [] : [`Failed and waived: ${idsOf(waived)}.`];
  if (failed.length > 0)
    return [
      `${plural(failed.length, 'MUST requirement')} failed: ${idsOf(failed)}.`,
      ...failed.flatMap(({ id, waiver }) =>
        waiver?.state === 'ended' ? [`The waiver of ${id} ended on ${waiver.until}.`] : [],
      ),
      ...beside,
      ...untested,
      ...(stopped === undefined ? [] : [stopped]),
    ];
  if (stopped !== undefined) return [stopped, ...beside];
  if (open.length > 0)
    return [
      `No MUST requirement failed${waived.length === 0 ? '' : ' without a waiver'}, but:`,
      ...untested,
      ...beside,
    ];
  return waived.length === 0
    ? ['Every MUST requirement was tested and passed.']
    : [`Every MUST requirement was tested and passed, or its failure is waived: ${idsOf(waived)}.`];
}

function deviations(results: Results): string[] {
  const of = having(results, 'failed').filter(({ level }) => level !== 'MUST');
  const waived = of.filter(isWaived).length;
  return [...deviationsIn(of.length - waived, ''), ...deviationsIn(waived, ', waived')];
}

function deviationsIn(count: number, how: string): string[] {
  return count === 0 ? [] : [`${plural(count, 'deviation')} from what SHOULD be${how}.`];
}
