/** Logins leave at the pace of OZ_LOGINS_PER_MINUTE, and waiting for that does not count as time of the test. */
import { given } from '../../fixtures/judgement/given.ts';
import { HostDates } from '../../fixtures/timing/clocks.ts';
import { whyLoginsAreTooSlow } from '../../fixtures/experiments/session-limit.ts';
import type { SharedState } from '../../fixtures/experiments/controls.ts';
import { Trial } from '../../fixtures/experiments/trial.ts';
import { LOGINS_OF_A_RUN, loginsWithin, paceWait } from '../../fixtures/settings/login-pace.ts';
import { makePlan } from '../../fixtures/experiments/plan.ts';
import { sessionModel } from '../../fixtures/preflight/session-model.ts';
import { Evidence, recorded } from '../../fixtures/evidence/recorder.ts';
import { Allowance } from '../../fixtures/relay/pace/allowance.ts';
import { LOGIN_WINDOW, now, sleep } from '../../fixtures/timing/durations.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { failure, referenceHost } from '../../host/reference/routes.ts';
import { type Wire, write } from '../../host/reference/http.ts';
import { isLogin } from '../../host/variants/requests.ts';
import { expect } from '../tools/certify.ts';
import { right, test } from './fixtures.ts';

const ALONE = { first: false, atOnce: 1 };
const { signal } = new AbortController();

/** Returns the moments at which logins leave whose answers come at once. */
async function leaving(allowance: Allowance, count: number, asking = ALONE): Promise<number[]> {
  const left: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      const ended = await allowance.turn(asking, signal);
      left.push(now());
      ended();
    }),
  );
  return left;
}

/** Returns the seconds between each moment and the one `places` after it. */
const apart = (moments: readonly number[], places: number) =>
  moments.slice(places).map((moment, nth) => moment - (moments[nth] ?? 0));

test('no more leave in any window than may, and those after the first leave evenly', async () => {
  const left = await leaving(new Allowance(3, 0.3), 8);

  for (const time of apart(left, 3)) expect(time).toBeGreaterThanOrEqual(0.3);
  const [first = 0] = left;
  // The test notes each moment late, so only the time from the first login on is never too short.
  for (const [nth, moment] of left.slice(3).entries())
    expect(moment - first).toBeGreaterThan(0.3 + 0.1 * nth - 0.001);
});

test('one that is under way counts until its answer has come, and a window longer', async () => {
  const allowance = new Allowance(1, 0.1);
  const ended = await allowance.turn(ALONE, signal);
  let left = Number.POSITIVE_INFINITY;
  const second = allowance.turn(ALONE, signal).then(() => (left = now()));

  await sleep(0.3);
  const came = now();
  ended();
  await second;

  expect(left - came).toBeGreaterThanOrEqual(0.1);
});

test('those go first whose moment counts, and those who are gone take no place', async () => {
  const allowance = new Allowance(1, 0.1);
  const gone = new AbortController();
  const order: string[] = [];
  const go = async (name: string, first: boolean, until = signal) => {
    const ended = await allowance.turn({ first, atOnce: 1 }, until);
    order.push(name);
    ended();
  };
  const dropped = expect(Promise.all([go('a', false), go('gone', false, gone.signal)])).rejects.toThrow(
    'gone',
  );
  const others = [go('b', false), go('first', true)];

  gone.abort(new Error('gone'));
  await Promise.all([dropped, ...others]);
  await expect(go('late', true, gone.signal)).rejects.toThrow('gone');

  expect(order).toEqual(['a', 'first', 'b']);
});

test('those at the same moment wait until there is room for all of them', async () => {
  const allowance = new Allowance(4, 0.3);
  const [before = 0] = await leaving(allowance, 1);

  const [three, all, after] = [
    await leaving(allowance, 3, { first: false, atOnce: 3 }),
    await leaving(allowance, 4, { first: false, atOnce: 20 }),
    await leaving(allowance, 1),
  ];

  expect(Math.min(...all) - Math.max(...three)).toBeGreaterThanOrEqual(0.3);
  expect(Math.min(...three)).toBeGreaterThanOrEqual(before);
  expect(Math.min(...after) - Math.min(...all)).toBeGreaterThanOrEqual(0.3);
});

test('a second burst through the relay waits, right and wrong ones and those sent again alike', async ({
  serve,
  reach,
}) => {
  const came: number[] = [];
  const wire: Wire = ({ incoming, response, speak }) => {
    if (isLogin(incoming)) came.push(now());
    write(response, came.length === 3 ? failure(429, 101, 'Request was throttled') : speak());
  };
  const url = await serve(right(), wire);
  const [{ alice, api, send, settings }] = await reach(url, {
    values: { OZ_LOGINS_PER_MINUTE: '2' },
    loginWindow: 0.6,
  });

  const first = await Promise.all([alice.tryLogin(), alice.tryLogin()]);
  const free = await send();
  const second = await Promise.all([alice.tryLogin(), api.auth(alice.body({ password: 'wrong' }))]);

  expect([...first, ...second].map(({ status }) => status)).toEqual([200, 200, 200, 401]);
  expect(came).toHaveLength(5);
  for (const time of apart(came, 2)) expect(time).toBeGreaterThanOrEqual(0.6);
  expect(recorded(settings.reportDir).filter(({ status }) => status === 429)).toHaveLength(1);
  expect(free.paced).toBe(0);
  for (const { paced, queued } of second) expect(queued).toBeGreaterThanOrEqual(paced);
  expect(Math.max(...second.map(({ paced }) => paced))).toBeGreaterThan(0.05);
});

/** One login in two seconds, on a host whose sessions end sooner. */
const SLOWER_THAN_LIFE = {
  values: { OZ_LOGINS_PER_MINUTE: '1', OZ_SESSION_TTL: '0.4' },
  loginWindow: 2,
};
const shortLived = () => referenceHost(accounts, { ttl: 0.4, longliveTtl: 600 });

test('a session that ended while a login waited says so, and no login ended it', async ({ serve, reach }) => {
  const [{ alice }] = await reach(await serve(shortLived()), SLOWER_THAN_LIFE);
  const [first, second] = [await alice.login(), await alice.login()];

  await expect(given.works(first)).rejects.toThrow(
    /reached its end by itself: logins waited for \d s, as OZ_LOGINS_PER_MINUTE/,
  );
  expect(await sessionModel(first, second, (session) => session.request())).toBe('unknown');
});

test('an experiment that begins too late for its time says why', async ({ serve, reach }) => {
  const [{ alice }] = await reach(await serve(right()), SLOWER_THAN_LIFE);
  const shared: SharedState = {
    inTurn: (login) => login(),
    dates: new HostDates(),
    controlSessions: new Map(),
    grantedControls: new Map(),
    unissuedAnswers: new Map(),
    hasRestingAccount: false,
    ended: () => Promise.resolve(),
    standby: () => undefined,
  };
  const trial = () => new Trial(alice, makePlan(3, 0, true), shared, new Evidence(), () => 'it needs 9 s');

  await trial().login();
  await expect(trial().login()).rejects.toThrow(
    /^it needs 9 s; logins waited for \d s, as OZ_LOGINS_PER_MINUTE/,
  );
});

test('how long logins take, and when it is hopeless to open many', () => {
  expect(paceWait(undefined, 1000)).toBe(0);
  expect(paceWait(5, 5)).toBe(0);
  expect(paceWait(5, 6)).toBe(LOGIN_WINDOW);
  expect(paceWait(5, LOGINS_OF_A_RUN)).toBeGreaterThan(15 * 60);
  expect([loginsWithin(5, 1), loginsWithin(5, 2 * LOGIN_WINDOW)]).toEqual([5, 10]);

  const account = { ttl: 900, setting: 'OZ_SESSION_TTL' };
  expect(whyLoginsAreTooSlow(40, account, undefined)).toBeUndefined();
  expect(whyLoginsAreTooSlow(40, account, 5)).toBeUndefined();
  expect(whyLoginsAreTooSlow(40, { ...account, ttl: 60 }, 5)).toMatch(
    /at 5 logins a minute \(OZ_LOGINS_PER_MINUTE\), too few can be opened within half of OZ_SESSION_TTL/,
  );
});
