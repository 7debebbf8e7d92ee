/** Which hosts share a run, and where its results are kept until they are judged. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { ROOT } from '../tools/product.ts';
import { type MatrixHost, matrixHosts } from './hosts.ts';
import type { HostResult } from './run.ts';
import { SELDOM } from './seldom.ts';

export interface Group {
  readonly name: string;
  readonly hosts: readonly MatrixHost[];
  /** OZ_SESSION_TTL of these hosts in seconds. */
  readonly ttl: number;
}

/** A long life costs a run little, as all wait at once, and leaves the guard room on a busy machine. */
const LONG_TTL = 45;

/** These wait for many lives, one after another. */
const SHORT_TTL = 3;

const musts = new Set<string>(requirementIds.filter((id) => requirements[id].level === 'MUST'));

/** Of the reference host's faults, so many at the least are tried in each `npm test`. */
const FAULTS = 60;
/** And so many of the second implementation's at the most. */
const SECOND_FAULTS = 5;

/**
 * How near to the front a fault stands among those that must fail on the same one id, from 1; 1 as well for every ninth that
 * must fail on several, and for those with an id that never fails by itself.
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
 * What each `npm test` tries; `npm run matrix` tries all. Of the reference host's faults it is one for each requirement, and
 * a second one for MUSTs until there are enough; of the second implementation's it is every third, up to 5 of them.
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
    ...further.slice(0, Math.max(0, FAULTS - having(1).length)),
    ...second.filter((_, nth) => nth % 3 === 0).slice(0, SECOND_FAULTS),
  ]);
  return hosts.filter((host) => chosen.has(host));
}

const tried = sample(matrixHosts);
const social = tried.filter(({ alone }) => !alone);

/** Two runs at a time: while the tests of one run wait, those of the other have the machine. */
export const groups: readonly Group[] = [
  { name: 'in-one-half', hosts: social.filter((_, nth) => nth % 2 === 0), ttl: LONG_TTL },
  { name: 'in-the-other-half', hosts: social.filter((_, nth) => nth % 2 === 1), ttl: LONG_TTL },
  { name: 'alone', hosts: tried.filter(({ alone }) => alone), ttl: SHORT_TTL },
];

function fileOf(group: string): string {
  return path.join(ROOT, 'selftest-results', `matrix-${group}.json`);
}

/** Keeps the results of a group. */
export function writeResults(group: string, results: readonly HostResult[]): void {
  mkdirSync(path.dirname(fileOf(group)), { recursive: true });
  writeFileSync(fileOf(group), JSON.stringify(results, null, 1));
}

/** The results of a group; none where its run came to nothing. */
export function readResults(group: string): HostResult[] {
  try {
    // Our own file, written by `writeResults`.
    const results: HostResult[] = JSON.parse(readFileSync(fileOf(group), 'utf8'));
    return results;
  } catch {
    return [];
  }
}
