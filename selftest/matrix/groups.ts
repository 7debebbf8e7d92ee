/** Which hosts share a run, and where its results are kept until they are judged. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../product.ts';
import { type MatrixHost, matrixHosts } from './hosts.ts';
import type { Result } from './run.ts';

export interface Group {
  readonly name: string;
  readonly hosts: readonly MatrixHost[];
  /** OZ_SESSION_TTL of these hosts in seconds. */
  readonly ttl: number;
}

/** How many runs the hosts that can be waited for together are spread over: one for each core of a small machine. */
const RUNS = 2;

/** A long life costs a run little, as all wait at once, and leaves the guard room on a busy machine. */
const LONG_TTL = 30;

/** These wait for many lives, one after another. */
const SHORT_TTL = 3;

const together = matrixHosts.filter(({ alone }) => !alone);

export const groups: readonly Group[] = [
  ...Array.from({ length: RUNS }, (_, run) => ({
    name: `together-${run + 1}`,
    hosts: together.filter((_host, nth) => nth % RUNS === run),
    ttl: LONG_TTL,
  })),
  { name: 'alone', hosts: matrixHosts.filter(({ alone }) => alone), ttl: SHORT_TTL },
];

function fileOf(group: string): string {
  return path.join(ROOT, 'selftest-results', `matrix-${group}.json`);
}

/** Keeps the results of a group. */
export function writeResults(group: string, results: readonly Result[]): void {
  mkdirSync(path.dirname(fileOf(group)), { recursive: true });
  writeFileSync(fileOf(group), JSON.stringify(results, null, 1));
}

/** The results of a group; none where its run came to nothing. */
export function readResults(group: string): Result[] {
  try {
    // Our own file, written by `writeResults`.
    const results: Result[] = JSON.parse(readFileSync(fileOf(group), 'utf8'));
    return results;
  } catch {
    return [];
  }
}
