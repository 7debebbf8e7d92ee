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

/** A long life costs a run little, as all wait at once, and leaves the guard room on a busy machine. */
const LONG_TTL = 45;

/** These wait for many lives, one after another. */
const SHORT_TTL = 3;

/** Close relatives of other hosts that conform: `npm run matrix` tries them, and `npm test` does not. */
const SELDOM = new Set([
  'no-user-in-the-answer',
  'login-and-refresh-create',
  'extra-fields-of-hostile-names',
  'pair-repeated-in-the-answer',
  'json-all-escaped',
  'json-called-text',
  'resource-without-content',
  'trailing-slash-needed',
  'redirects-to-the-slash',
  'expire-date-with-an-exponent',
  'expire-date-in-iso-with-offset',
  'expire-date-as-text',
  'expire-date-as-object',
  'ends-rounded-up',
  'ends-rounded-down',
  'expire-date-told-in-whole-seconds',
  'errors-with-a-message-alone',
  'refusals-are-empty',
  'challenges',
  'page-with-an-example',
  'wrong-methods-blocked',
  'wrong-methods-not-implemented',
  'malformed-bodies-are-500',
  'login-errors-of-their-own',
  'tokens-of-10-digits',
  'tokens-in-upper-case',
  'tokens-in-base64',
  'tokens-with-a-counter',
  'tokens-of-4000-characters',
  'five-sessions-for-each-account',
  'hundred-sessions-for-each-account',
  'refreshes-extend-nothing',
  'service-sessions-no-longer-than-others',
  'second-refresh-ends-the-first-new-pair',
  'date-in-an-obsolete-form',
  'clock-ahead-of-its-proxy',
  'two-nodes-with-clocks-apart',
  'no-date-and-a-wrong-clock',
  'compressed-empty-bodies',
  'compressed-in-upper-case',
  'compressed-with-brotli',
  'no-reason-phrase',
  'offers-an-upgrade',
  'early-hints',
  'many-header-fields',
  'slow-password-check',
  'slow-refusals',
  'late-answers',
  'cold-start',
  'bursts-unavailable',
  'answers-cut-short',
  'proxy-502-and-504',
  'logins-throttled',
  'transforming-proxy',
  'idle-connections-closed',
]);

/** Of the reference host's faults, so many with one and the same set of ids are tried in each `npm test`. */
const OF_ONE_ID = 2;
const OF_MORE_IDS = 1;

/** What each `npm test` tries; `npm run matrix` tries all. Of the second implementation's faults it is every other one. */
function sample(hosts: readonly MatrixHost[]): MatrixHost[] {
  const seen = new Map<string, number>();
  return hosts.filter(({ name, right, fails }) => {
    if (right) return !SELDOM.has(name);
    const second = name.startsWith('second-');
    const set = second ? 'second' : fails.toSorted().join(' ');
    const nth = (seen.get(set) ?? 0) + 1;
    seen.set(set, nth);
    return second ? nth % 2 === 1 : nth <= (fails.length > 1 ? OF_MORE_IDS : OF_ONE_ID);
  });
}

const tried = sample(matrixHosts);

export const groups: readonly Group[] = [
  { name: 'together', hosts: tried.filter(({ alone }) => !alone), ttl: LONG_TTL },
  { name: 'alone', hosts: tried.filter(({ alone }) => alone), ttl: SHORT_TTL },
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
