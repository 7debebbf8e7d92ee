/** Whole runs held against the model: what contradicts the page is told, and whatever else may explain an answer is not. */
import type { RequirementId } from '../../fixtures/catalogue/requirements.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';
import { heldInWords, holdRun } from '../../fixtures/judgement/by-model/whole-run.ts';
import type { Outcome } from '../../fixtures/judgement/outcome-log.ts';
import { expect, test } from '../tools/certify.ts';

const TTL = 100;
const account = (name: 'alice' | 'bob') => ({ name, email: `${name}@example.com`, wrongPasswords: [] });
const settings = {
  alice: account('alice'),
  bob: account('bob'),
  service: undefined,
  resourcePath: '/api/folders/',
  sessionTtl: TTL,
  longliveTtl: 1e6,
};

const START = Date.parse('2026-11-24T04:00:00Z');
const wall = (moment: number) => new Date(START + moment * 1000).toISOString();
const token = (kind: 'access' | 'expire', nth: number) => `{{alice ${kind} token ${nth}}}`;
const pair = (nth: number) =>
  JSON.stringify({ access_token: token('access', nth), expire_token: token('expire', nth) });

let count = 0;
/** Makes an exchange that leaves at this moment, in seconds, and takes a tenth of a second. */
function exchange(left: number, changes: Partial<Entry> & Pick<Entry, 'method' | 'path'>): Entry {
  return {
    requestId: `run-${++count}`,
    sentAt: wall(left),
    seconds: 0.1,
    status: 200,
    requirement: 'access.grants',
    place: { part: 'access.grants', lane: 'access.grants', nth: 1, repeat: 0, retry: 0 },
    issuedPair: false,
    moments: { left, came: left + 0.1, cameAt: wall(left + 0.1), uncertain: 0 },
    request: { headers: [], body: '' },
    answer: { headers: [], body: '[]' },
    ...changes,
  };
}

const header = (nth: number) => `X-Forensic-Access-Token: ${token('access', nth)}`;
const JSON_TYPE = 'Content-Type: application/json';

const login = (left: number, nth: number, changes: Partial<Entry> = {}) =>
  exchange(left, {
    method: 'POST',
    path: '/api/authorize/auth/',
    issuedPair: true,
    request: {
      headers: [JSON_TYPE],
      body: '{"credentials":{"email":"alice@example.com","password":"{{alice password}}"}}',
    },
    answer: { headers: [], body: pair(nth) },
    ...changes,
  });
const request = (left: number, nth: number, status = 200, changes: Partial<Entry> = {}) =>
  exchange(left, {
    method: 'GET',
    path: '/api/folders/',
    status,
    request: { headers: [header(nth)], body: '' },
    ...changes,
  });
const refresh = (left: number, nth: number, brings: number, changes: Partial<Entry> = {}) =>
  exchange(left, {
    method: 'POST',
    path: '/api/authorize/refresh/',
    issuedPair: true,
    request: {
      headers: [JSON_TYPE, header(nth)],
      body: JSON.stringify({ expire_token: token('expire', nth) }),
    },
    answer: { headers: [], body: pair(brings) },
    ...changes,
  });

const noOutcomes = new Map<RequirementId, Outcome>();
const held = (
  entries: readonly Entry[],
  outcomes: ReadonlyMap<RequirementId, Outcome> = noOutcomes,
  sessions: Parameters<typeof holdRun>[2] = 'several',
) => holdRun(entries, settings, sessions, outcomes);
const having = (id: RequirementId, verdict: Outcome['verdict']) => new Map([[id, { verdict }]]);
const shownIn = (...all: Parameters<typeof held>) => held(...all).shown.map(({ requirement }) => requirement);

/** A switch to a new pair, after which the old access token opens the resource again. */
const revived = [login(0, 1), refresh(1, 1, 2), request(2, 2), request(3, 1)];

test('a replaced token that works is told, with the exchanges that it rests on', () => {
  const { shown, broken } = held([...revived, request(4, 2)]);

  expect(broken).toEqual(['refresh.old-access-token-dies']);
  expect(shown).toHaveLength(1);
  expect(shown[0]?.reason).toContain('asked for: a refusal, as the pair that replaced it was used (S9)');
  expect(shown[0]?.reason).toContain(
    '1. alice logs in: 200, with alice access token 1; 2. a refresh with alice access token 1 and alice expire token 1: 200, with alice access token 2; 3. a request with alice access token 2: 200',
  );
  expect(shown[0]?.evidence.map(({ requestId }) => requestId)).toEqual(revived.map((one) => one.requestId));
});

test('a session that works after its end is told, with how late that was', () => {
  const { shown } = held([login(0, 1), request(50, 1), request(162.1, 1)]);

  expect(shown.map(({ requirement }) => requirement)).toEqual(['extension.sets-not-adds']);
  expect(shown[0]?.reason).toContain('sent 12.00 s after its end; status 200');
});

test('a session that ends too early is told only if another of the account lived through it', () => {
  const ended = [login(0, 1), login(1, 2), request(2, 1), request(3, 2), request(4, 1, 401)];

  expect(shownIn([...ended, request(5, 2)])).toEqual(['access.grants']);
  expect(shownIn(ended)).toEqual([]);
  expect(shownIn([...ended, request(5, 2, 401)])).toEqual([]);
  expect(shownIn([...ended, login(5, 3), request(6, 3)])).toEqual([]);
});

test('nothing is told twice, and nothing that a failed test, or one that could not tell, may explain', () => {
  expect(shownIn([...revived, request(4, 1)])).toEqual(['refresh.old-access-token-dies']);
  for (const verdict of ['failed', 'inconclusive'] as const) {
    expect(shownIn(revived, having('refresh.old-access-token-dies', verdict))).toEqual([]);
    expect(shownIn(revived, having('refresh.old-expire-token-dies', verdict))).toEqual([]);
  }
  expect(shownIn(revived, having('access.grants', 'failed'))).toEqual(['refresh.old-access-token-dies']);
  const late = [login(0, 1), request(130, 1)];
  expect(shownIn(late)).toEqual(['extension.expires']);
  expect(shownIn(late, having('extension.current-session-only', 'failed'))).toEqual([]);
});

test('requests at the same moment leave the order open', () => {
  const at = { left: 2, came: 4, cameAt: wall(4), uncertain: 0 };

  expect(
    shownIn([login(0, 1), refresh(1, 1, 2), request(2, 2, 200, { moments: at }), request(3, 1)]),
  ).toEqual([]);
  const afterwards = [request(5, 2), request(6, 1)];
  const race = [login(0, 1), refresh(1, 1, 2), request(2, 2, 200, { moments: at }), request(3, 1)];
  expect(shownIn([...race, ...afterwards])).toEqual([]);
});

test('a lost answer, a limiter and a step of the clocks leave open what became of sessions', () => {
  const [first, second, third, fourth] = revived;
  if (!first || !second || !third || !fourth) throw new Error('the exchanges are missing');
  const { status: _status, answer: _answer, ...lost } = { ...second, failure: 'the connection broke' };
  const sleeping = { ...fourth, sentAt: wall(63) };

  expect(shownIn([first, { ...second, notTheApi: 'a limiter' }, third, fourth])).toEqual([]);
  expect(shownIn([first, lost, third, fourth])).toEqual([]);
  expect(shownIn([first, second, third, sleeping])).toEqual([]);
});

test('hosts whose logins share a session or end others, and requests of other kinds, are not judged by their sessions', () => {
  for (const sessions of ['one', 'shared', 'unknown'] as const)
    expect(shownIn(revived, noOutcomes, sessions)).toEqual([]);
  const inCookie = exchange(2, {
    method: 'GET',
    path: '/api/folders/',
    request: { headers: [`Cookie: access_token=${token('access', 1)}`], body: '' },
  });
  expect(shownIn([login(0, 1), inCookie])).toEqual([]);
  const ended = [login(0, 1), login(1, 2), request(2, 1), request(3, 2), request(4, 1, 401), request(5, 2)];
  expect(shownIn([login(0, 3, { wrongLogin: true, status: 401 }), ...ended])).toEqual([]);
});

test('walks and races are left to their own tests', () => {
  const walked = revived.map((one) => ({ ...one, requirement: 'observed.walks' }));

  expect(shownIn(walked)).toEqual([]);
});

test('a run with too many exchanges is not held against the model, and says so', () => {
  const many = Array.from({ length: 6000 }, (_, nth) => request(10 + nth, 9, 429));

  const run = held([...revived, ...many]);

  expect(run.shown).toEqual([]);
  expect(heldInWords(run)).toEqual(['no answers were held against the page: a run has 1 to 6000 of them']);
});

test('what the page leaves open is counted, with what was granted', () => {
  const second = [login(0, 1), refresh(1, 1, 2), refresh(2, 1, 3), refresh(3, 1, 4, { status: 401 })];

  expect(heldInWords(held(second))).toEqual([
    'a second refresh of a pair: 1 of 1 granted',
    'of 4 answers the page decides 1 by what came before them',
    'it allows all of these',
  ]);
});
