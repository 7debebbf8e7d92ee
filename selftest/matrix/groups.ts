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

/** Relatives of other hosts that conform: `npm run matrix` tries them, and `npm test` does not. */
const SELDOM = new Set([
  'address-blocked-after-fifty-refusals',
  'address-locked-from-the-third-wrong-login',
  'answers-cut-short',
  'bursts-unavailable',
  'byte-by-byte',
  'challenges',
  'clock-ahead-of-its-proxy',
  'clock-an-hour-behind',
  'clock-behind-its-proxy',
  'cold-start',
  'compressed-empty-bodies',
  'compressed-in-upper-case',
  'compressed-with-brotli',
  'date-in-an-obsolete-form',
  'deep-value-named-like-a-token',
  'details-hold-a-message-key-like-tokens',
  'details-hold-a-token-masked-with-zeros',
  'early-hints',
  'ends-rounded-down',
  'ends-rounded-up',
  'errors-that-echo-the-request',
  'errors-that-name-the-field',
  'errors-with-a-message-alone',
  'errors-with-escapes',
  'expire-date-as-object',
  'expire-date-as-text',
  'expire-date-in-basic-iso',
  'expire-date-in-iso-with-offset',
  'expire-date-in-iso-with-zone',
  'expire-date-in-iso-without-a-zone',
  'expire-date-in-local-time',
  'expire-date-in-milliseconds',
  'expire-date-in-whole-microseconds',
  'expire-date-of-a-database',
  'expire-date-of-digits',
  'expire-date-told-in-whole-seconds',
  'expire-date-with-an-exponent',
  'expire-date-with-microseconds',
  'expired-is-unknown',
  'extension-written-late',
  'extra-fields-of-hostile-names',
  'firewall-challenges-after-150-requests',
  'five-logins-in-four-seconds',
  'five-sessions-for-each-account',
  'header-names-in-odd-case',
  'hexadecimal-tokens-in-any-case',
  'http-1.0',
  'hundred-sessions-for-each-account',
  'idle-connections-closed',
  'json-all-escaped',
  'json-called-text',
  'late-answers',
  'late-effects',
  'locked-after-five-wrong-passwords',
  'locked-for-good-from-the-third-wrong-password',
  'login-and-refresh-create',
  'login-errors-of-their-own',
  'logins-throttled',
  'malformed-bodies-are-422',
  'malformed-bodies-are-500',
  'many-header-fields',
  'no-date',
  'no-date-and-a-wrong-clock',
  'no-reason-phrase',
  'no-user-in-the-answer',
  'offers-an-upgrade',
  'old-expire-token-gives-a-thief-away',
  'one-request-at-a-time',
  'page-with-an-example',
  'pair-repeated-in-the-answer',
  'pretty-printed-json',
  'problem-json',
  'proxy-502-and-504',
  'proxy-520-to-524',
  'redirects-to-the-slash',
  'refreshes-extend-nothing',
  'refusals-are-403',
  'refusals-are-empty',
  'refusals-are-pages',
  'resource-without-content',
  'reuse-ends-all-sessions',
  'second-refresh-ends-the-first-new-pair',
  'service-sessions-no-longer-than-others',
  'session-cookie-as-well',
  'sessions-lost-early',
  'sessions-lost-late',
  'sixty-logins-a-minute',
  'slow-password-check',
  'slow-refusals',
  'ten-requests-a-second-else-403',
  'ten-requests-a-second-else-503',
  'ten-sessions-the-oldest-goes',
  'throttled-for-good-from-the-third-wrong-password',
  'tokens-in-base64',
  'tokens-in-upper-case',
  'tokens-of-10-characters',
  'tokens-of-10-digits',
  'tokens-of-4000-characters',
  'tokens-of-digits',
  'tokens-of-two-kinds',
  'tokens-with-a-counter',
  'tokens-with-a-prefix',
  'tokens-with-punctuation',
  'trailing-slash-needed',
  'transforming-proxy',
  'twelve-sessions-else-no-login',
  'twenty-sessions-the-longest-unused-goes',
  'two-nodes-with-clocks-apart',
  'unsteady',
  'uuid-tokens',
  'wrong-methods-blocked',
  'wrong-methods-not-found',
  'wrong-methods-not-implemented',
]);

const musts = new Set<string>(requirementIds.filter((id) => requirements[id].level === 'MUST'));

/** Of the reference host's faults, so many at the least are tried in each `npm test`. */
const FAULTS = 66;
/** And so many of the second implementation's at the most. */
const SECOND_FAULTS = 10;

/**
 * How near to the front a fault stands among those that must fail on the same one id, from 1; 1 as well for every fifth that
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
      return [fault, nth % 5 === 1 || fails.some((id) => !alone.has(id)) ? 1 : Number.POSITIVE_INFINITY];
    }),
  );
}

/**
 * What each `npm test` tries; `npm run matrix` tries all. Of the reference host's faults it is one for each requirement, and
 * a second one for MUSTs until there are enough; of the second implementation's it is every third, up to 10 of them.
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
