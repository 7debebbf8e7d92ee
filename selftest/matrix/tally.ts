/** Statistics over runs of the matrix: how often a run said something false, and how often it could not tell. */
import { requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { isUndecided, isWrong } from './compare.ts';
import type { MatrixHost } from './hosts.ts';
import type { HostResult } from './run.ts';

const MUSTS = requirementIds.filter((id) => {
  const { level } = requirements[id];
  return level === 'MUST';
});

/** Statistics over runs. */
export interface Tally {
  readonly text: string;
  /** Number of results that said something false. */
  readonly wrong: number;
}

function share(part: number, all: number): string {
  return `${part} of ${all} (${all === 0 ? '0.00' : ((100 * part) / all).toFixed(2)} %)`;
}

/** Sums up the runs. Requirements that a host declares untested do not count as undecided. */
export function tally(
  hosts: readonly MatrixHost[],
  runs: ReadonlyArray<readonly HostResult[]>,
  tested: (id: string) => boolean,
): Tally {
  const musts = MUSTS.filter(tested).length;
  let [wrong, faults, missed, undecided, judged] = [0, 0, 0, 0, 0];
  const open = new Map<string, number>();
  for (const results of runs)
    for (const [nth, host] of hosts.entries()) {
      const result = results[nth];
      if (!result) continue;
      if (isWrong(host, result)) wrong++;
      if (!host.right) {
        faults++;
        if (isUndecided(host, result)) missed++;
      }
      if (!host.right || host.untested === undefined) continue;
      judged += musts - host.untested.length;
      for (const [id, reason] of Object.entries(result.untested)) {
        if (host.untested.includes(id)) continue;
        undecided++;
        const line = `${host.name}, ${id}: ${reason}`;
        open.set(line, (open.get(line) ?? 0) + 1);
      }
    }
  const lines = [
    `${runs.length} runs of ${hosts.length} hosts`,
    `said what is not so: ${share(wrong, runs.length * hosts.length)}`,
    `faults that a run could not decide: ${share(missed, faults)}`,
    `MUSTs of right hosts that a run could not decide: ${share(undecided, judged)}`,
    ...[...open].map(([line, times]) => `  ${times} × ${line}`),
  ];
  return { text: lines.join('\n'), wrong };
}
