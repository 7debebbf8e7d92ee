/** The hosts that `npm test` tries, in groups that share a run, and the files with the results of a group. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { ROOT } from '../tools/product.ts';
import { type MatrixHost, matrixHosts } from './hosts.ts';
import type { HostResult } from './run.ts';
import { SELDOM } from './seldom.ts';

/** Hosts that share a run. */
export interface Group {
  readonly name: string;
  readonly hosts: readonly MatrixHost[];
  /** OZ_SESSION_TTL of these hosts in seconds. */
  readonly ttl: number;
}

/** TTL of hosts that wait together, in seconds. It leaves the guard room on a busy machine, and costs only one wait. */
const LONG_TTL = 45;

/** TTL of hosts whose experiments run one after another, in seconds. */
const SHORT_TTL = 3;

const musts = new Set<string>(requirementIds.filter((id) => requirements[id].level === 'MUST'));

/** Least number of the reference host's faults in each `npm test`. */
const LEAST_FAULTS = 60;
/** Most faults of the second implementation in each `npm test`. */
const MOST_SECOND_FAULTS = 5;

/**
 * Ranks the faults that fail the same single id, from 1. Of the faults that fail several ids, every ninth and those with an
 * id that never fails alone have rank 1, and all others are never chosen.
 */
function ranks(faults: readonly MatrixHost[]): Map<MatrixHost, number> {
  const seen = new Map<string, number>();
  const alone = new Set(faults.filter(({ fails }) => fails.length === 1).flatMap(({ fails }) => fails));
  return new Map(
    faults.map((fault) => {
      const { fails } = fault;
      const set = fails.length > 1 ? 'several' : fails.join('');
      const nth = (seen.get(set) ?? 0) + 1;
      seen.set(set, nth);
      if (set !== 'several') return [fault, nth];
      return [fault, nth % 9 === 1 || fails.some((id) => !alone.has(id)) ? 1 : Number.POSITIVE_INFINITY];
    }),
  );
}

/**
 * Chooses the hosts of `npm test`. Of the reference host's faults there is one for each requirement, and a second for MUSTs
 * until there are enough; of the second implementation's faults there is every third, up to 5.
 */
function sample(hosts: readonly MatrixHost[]): MatrixHost[] {
  const faults = hosts.filter(({ right }) => !right);
  const second = faults.filter(({ name }) => name.startsWith('second-'));
  const ranked = ranks(faults.filter((fault) => !second.includes(fault)));
  const having = (rank: number) => [...ranked].flatMap(([fault, its]) => (its === rank ? [fault] : []));
  const further = having(2).filter(({ fails }) => fails.every((id) => musts.has(id)));
  const chosen = new Set([
    ...hosts.filter(({ right, name }) => right && !SELDOM.has(name)),
    ...having(1),
    ...further.slice(0, Math.max(0, LEAST_FAULTS - having(1).length)),
    ...second.filter((_, nth) => nth % 3 === 0).slice(0, MOST_SECOND_FAULTS),
  ]);
  return hosts.filter((host) => chosen.has(host));
}

const tried = sample(matrixHosts);
const sharing = tried.filter(({ alone }) => !alone);

/** Groups of hosts. Two large runs go on at once: while the tests of one wait, those of the other have the machine. */
export const groups: readonly Group[] = [
  { name: 'in-one-half', hosts: sharing.filter((_, nth) => nth % 2 === 0), ttl: LONG_TTL },
  { name: 'in-the-other-half', hosts: sharing.filter((_, nth) => nth % 2 === 1), ttl: LONG_TTL },
  { name: 'alone', hosts: tried.filter(({ alone }) => alone), ttl: SHORT_TTL },
];

function fileOf(group: string): string {
  return path.join(ROOT, 'selftest-results', `matrix-${group}.json`);
}

/** Writes the results of a group, which matrix.spec.ts judges. */
export function writeResults(group: string, results: readonly HostResult[]): void {
  mkdirSync(path.dirname(fileOf(group)), { recursive: true });
  writeFileSync(fileOf(group), JSON.stringify(results, null, 1));
}

/** Reads the results of a group; returns an empty list if its run left none. */
export function readResults(group: string): HostResult[] {
  try {
    // The file was written by `writeResults`.
    const results: HostResult[] = JSON.parse(readFileSync(fileOf(group), 'utf8'));
    return results;
  } catch {
    return [];
  }
}
