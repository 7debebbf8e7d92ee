/** Which hosts share a run, and where its results are kept until they are judged. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requirementIds, requirements } from '../../fixtures/requirements.ts';
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
  'answers-cut-short',
  'bursts-unavailable',
  'byte-by-byte',
  'challenges',
  'clock-ahead-of-its-proxy',
  'clock-behind-its-proxy',
  'cold-start',
  'compressed-empty-bodies',
  'compressed-in-upper-case',
  'compressed-with-brotli',
  'date-in-an-obsolete-form',
  'deep-value-named-like-a-token',
  'early-hints',
  'ends-rounded-down',
  'ends-rounded-up',
  'errors-that-echo-the-request',
  'errors-with-a-message-alone',
  'expire-date-as-object',
  'expire-date-as-text',
  'expire-date-in-iso-with-offset',
  'expire-date-in-local-time',
  'expire-date-told-in-whole-seconds',
  'expire-date-with-an-exponent',
  'expired-is-unknown',
  'extra-fields-of-hostile-names',
  'five-sessions-for-each-account',
  'hundred-sessions-for-each-account',
  'idle-connections-closed',
  'json-all-escaped',
  'json-called-text',
  'late-answers',
  'late-effects',
  'login-and-refresh-create',
  'login-creates',
  'login-errors-of-their-own',
  'logins-throttled',
  'malformed-bodies-are-422',
  'malformed-bodies-are-500',
  'many-header-fields',
  'no-date-and-a-wrong-clock',
  'no-reason-phrase',
  'no-user-in-the-answer',
  'offers-an-upgrade',
  'old-expire-token-gives-a-thief-away',
  'one-request-at-a-time',
  'page-with-an-example',
  'pair-repeated-in-the-answer',
  'proxy-502-and-504',
  'redirects-to-the-slash',
  'refreshes-extend-nothing',
  'refusals-are-empty',
  'refusals-are-pages',
  'resource-without-content',
  'second-refresh-ends-the-first-new-pair',
  'service-sessions-no-longer-than-others',
  'session-cookie-as-well',
  'slow-password-check',
  'slow-refusals',
  'tokens-in-base64',
  'tokens-in-upper-case',
  'tokens-of-10-digits',
  'tokens-of-4000-characters',
  'tokens-of-digits',
  'tokens-with-a-counter',
  'tokens-with-a-prefix',
  'trailing-slash-needed',
  'transforming-proxy',
  'two-nodes-with-clocks-apart',
  'unsteady',
  'wrong-methods-blocked',
  'wrong-methods-not-found',
  'wrong-methods-not-implemented',
]);

/** Of the reference host's faults, so many that must fail on the same one id are tried in each `npm test`. */
const OF_ONE_ID = 2;
const OF_DEVIATIONS = 1;

const musts = new Set<string>(requirementIds.filter((id) => requirements[id].level === 'MUST'));

/**
 * What each `npm test` tries; `npm run matrix` tries all. Of the second implementation's faults it is every third, and of
 * those that must fail on several ids every fifth.
 */
function sample(hosts: readonly MatrixHost[]): MatrixHost[] {
  const seen = new Map<string, number>();
  const alone = new Set(hosts.filter(({ fails }) => fails.length === 1).flatMap(({ fails }) => fails));
  return hosts.filter(({ name, right, fails }) => {
    if (right) return !SELDOM.has(name);
    const second = name.startsWith('second-');
    const [only] = fails.length > 1 ? ['more'] : fails;
    const set = second ? 'second' : (only ?? '');
    const nth = (seen.get(set) ?? 0) + 1;
    seen.set(set, nth);
    if (second) return nth % 3 === 1;
    // Those with an id that never fails by itself are tried all.
    if (set === 'more') return nth % 5 === 1 || fails.some((id) => !alone.has(id));
    return nth <= (musts.has(set) ? OF_ONE_ID : OF_DEVIATIONS);
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
