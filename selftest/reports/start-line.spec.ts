/** Tests the line at the start of a run: how long the run waits, and what is left out. */
import { parseSettings } from '../../fixtures/settings/parse.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { startLine } from '../../reporter/terminal/start-line.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const unlimited = Number.POSITIVE_INFINITY;
const fuzz = { seed: undefined, requests: 0, unasked: false };
const [bob, service] = (['bob', 'service'] as const).map((name) => ({
  name,
  email: `${name}@example.com`,
  wrongPasswords: [],
}));
const host = {
  bob,
  service,
  host: 'https://a.example/',
  sessionTtl: 900,
  timeBudget: unlimited,
  quick: false,
  fuzz,
  explore: fuzz,
};
const line = (changes: Partial<typeof host>) => startLine([{ ...host, ...changes }], 12);

test('it says how long the wait is, or why there is none', () => {
  const begin = 'oz-auth-conformance: https://a.example/, OZ_SESSION_TTL';
  const out = 'left out: 12 requirements that need sessions to expire, as';

  expect(line({})).toBe(`${begin} 900 s; sessions have to end by themselves, which takes about 960 s`);
  expect(line({ sessionTtl: 86_400 })).toContain(
    'takes about 86460 s (24 h; OZ_TIME_BUDGET limits it, --quick leaves it out)',
  );
  expect(line({ quick: true })).toBe(
    `${begin} 900 s; --quick leaves out 12 requirements that need sessions to expire, so the verdict is inconclusive at best`,
  );
  expect(line({ quick: true, timeBudget: 1800 })).toMatch(/at best; it goes before OZ_TIME_BUDGET$/);
  expect(line({ timeBudget: 60 })).toBe(`${begin} 900 s; ${out} 60 s (OZ_TIME_BUDGET) are too few`);
  expect(line({ sessionTtl: 31_536_000 })).toBe(
    `${begin} 31536000 s; ${out} no run waits for more than 24.8 days`,
  );
  expect(line({ sessionTtl: 1 })).toBe(`${begin} 1 s; ${out} sessions of 1 s are too short to look into`);
  expect(startLine([host], 0)).toBe(`${begin} 900 s`);
  expect(startLine([host, { ...host, timeBudget: 0 }], 1)).toBe(
    'oz-auth-conformance: 2 hosts; sessions have to end by themselves, which takes about 960 s' +
      '; left out on 1 of them: 1 requirement that needs sessions to expire, as 0 s (OZ_TIME_BUDGET) are too few',
  );
});

test('it says how long a run takes where logins leave slowly', () => {
  const at = (loginsPerMinute: number, changes: Partial<typeof host> = {}) =>
    startLine([{ ...host, ...changes, loginsPerMinute }], 12);

  // The experiments use the first logins, and the tests wait for theirs afterwards.
  expect(at(5)).toMatch(
    /sessions have to end by themselves, which takes about 1135 s; at 5 logins a minute \(OZ_LOGINS_PER_MINUTE\) a whole run takes about 25 min$/,
  );
  expect(at(5, { fuzz: { ...fuzz, requests: 100 } })).toMatch(/a whole run takes about 30 min$/);
  expect(at(5, { quick: true })).toMatch(
    /at best; at 5 logins a minute \(OZ_LOGINS_PER_MINUTE\) a whole run takes about 10 min$/,
  );
  expect(at(1000)).toMatch(/which takes about 960 s; at 1000 logins a minute .* takes about 16 min$/);
  expect(at(1)).toContain('; at 1 login a minute (OZ_LOGINS_PER_MINUTE) a whole run takes about 60 min');
  expect(startLine([host, { ...host, loginsPerMinute: 5 }], 12)).toMatch(
    /; at 5 logins a minute \(OZ_LOGINS_PER_MINUTE\) on 1 of them a whole run takes about 25 min$/,
  );
});

/** Writes the line for a host on loopback, unless these settings name another. */
const local = (values = {}) =>
  startLine([parseSettings({ ...settingsFor('http://127.0.0.1:1'), OZ_FUZZ_REQUESTS: '', ...values })], 0);

test('it says that loopback is taken for this machine, and what is done because of it', () => {
  expect(local()).toMatch(/loopback address is taken for this machine.*OZ_FUZZ_REQUESTS=0 switches it off/);
  expect(local({ OZ_EXPLORE_REQUESTS: '' })).toContain(
    'so bad input and walks are made up (OZ_FUZZ_REQUESTS=0 and OZ_EXPLORE_REQUESTS=0 switch them off',
  );
  expect(local({ OZ_FUZZ_REQUESTS: '5' })).not.toContain('loopback');
  expect(local({ OZ_API_HOST: 'https://a.example' })).not.toContain('loopback');
  expect(startLine([parseSettings({ OZ_SESSION_TTL: '3' })], 0)).not.toContain('loopback');
  const two = ['http://[::1]:1', 'http://a.localhost'].map((url) =>
    parseSettings({ ...settingsFor(url), OZ_FUZZ_REQUESTS: '' }),
  );
  expect(startLine(two, 0)).toContain('the loopback address of 2 hosts is taken');
});

test('--quick on a host whose sessions live for a year decides all that needs no waiting', async ({
  certify,
  serve,
}) => {
  const ttl = 31_536_000;
  const url = await serve(referenceHost(accounts, { ttl, longliveTtl: 5 * ttl }));
  const settings = { ...settingsFor(url), OZ_SESSION_TTL: String(ttl), OZ_TIME_BUDGET: '7' };

  const { code, output, certificate, ids } = await certify(
    { ...settings, OZ_SESSION_LONGLIVE_TTL: String(5 * ttl) },
    '--quick',
  );

  expect(output).toMatch(/--quick leaves out \d+ requirements.*; it goes before OZ_TIME_BUDGET\n/);
  expect(code).toBe(2);
  expect(ids('failed')).toEqual([]);
  expect(ids('inconclusive', 'MUST')).toHaveLength(11);
  const open = certificate.requirements.find(({ id }) => id === 'extension.lives-its-ttl');
  expect(open?.reason).toMatch(/it needs 31536000 s of waiting, which --quick leaves out/);
});
