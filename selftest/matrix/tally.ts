/** How often the runs of the matrix said something else than they must, and how often they could not tell. */
import { requirementIds, requirements } from '../../fixtures/requirements.ts';
import type { MatrixHost } from './hosts.ts';
import type { Result } from './run.ts';

const MUSTS = requirementIds.filter((id) => {
  const { level } = requirements[id];
  return level === 'MUST';
});

const key = (ids: readonly string[]) => ids.toSorted().join(' ');

export interface Tally {
  readonly text: string;
  /** Runs of a host in which another set of requirements failed than must. */
  readonly differed: number;
}

/** Sums up the runs. What a host's declaration leaves untested is none of the undecided ones. */
export function tally(
  hosts: readonly MatrixHost[],
  runs: ReadonlyArray<readonly Result[]>,
  tested: (id: string) => boolean,
): Tally {
  const musts = MUSTS.filter(tested).length;
  let [differed, wrongVerdict, undecided, judged] = [0, 0, 0, 0];
  const open = new Map<string, number>();
  for (const results of runs)
    for (const [nth, host] of hosts.entries()) {
      const result = results[nth];
      if (!result) continue;
      if (key(result.failed) !== key(host.fails)) differed++;
      if (host.right && result.verdict === 'nonconformant') wrongVerdict++;
      if (!host.right || host.untested === undefined) continue;
      judged += musts - host.untested.length;
      for (const [id, reason] of Object.entries(result.untested)) {
        if (host.untested.includes(id)) continue;
        undecided++;
        const line = `${host.name}, ${id}: ${reason}`;
        open.set(line, (open.get(line) ?? 0) + 1);
      }
    }
  const share = judged === 0 ? 0 : (100 * undecided) / judged;
  const lines = [
    `${runs.length} runs of ${hosts.length} hosts`,
    `another set of failed ids than declared: ${differed}`,
    `right hosts called nonconformant: ${wrongVerdict}`,
    `MUSTs of right hosts that a run could not decide: ${undecided} of ${judged} (${share.toFixed(2)} %)`,
    ...[...open].map(([line, times]) => `  ${times} × ${line}`),
  ];
  return { text: lines.join('\n'), differed };
}
