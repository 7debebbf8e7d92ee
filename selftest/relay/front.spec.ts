/**
 * Answers of layers in front of the API are recognised: the relay waits for them or reports them, and no test judges
 * them.
 */
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { Lane } from '../../fixtures/relay/pace/lane.ts';
import { Pace } from '../../fixtures/relay/pace/pace.ts';
import { LIMITER_PATIENCE, now } from '../../fixtures/timing/durations.ts';
import { failure } from '../../host/reference/routes.ts';
import { write } from '../../host/reference/http.ts';
import { send as sendAnswer, sendPage } from '../../host/variants/wire.ts';
import { expect } from '../tools/certify.ts';
import { right, test } from './fixtures.ts';

for (const [what, answer] of [
  ['403 with Retry-After', { ...failure(403, 9, 'Slow down'), headers: { 'Retry-After': '0' } }],
  ['400 that speaks of too many requests', failure(400, 1, 'Too many requests')],
  ['503', { status: 503, body: undefined }],
  ['429', failure(429, 101, 'Request was throttled')],
] as const)
  test(`a limiter that answers ${what} is waited for, and the request sent again`, async ({
    serve,
    reach,
  }) => {
    let count = 0;
    const url = await serve(right(), ({ response, speak }) => {
      const refused = ++count > 2 && count < 5;
      return refused ? sendAnswer(response, answer) : write(response, speak());
    });
    const [{ alice, settings }] = await reach(url);

    const session = await alice.login();
    await session.request();
    const granted = await session.request();

    expect(granted.status).toBe(200);
    expect(recorded(settings.reportDir).map(({ notTheApi }) => notTheApi !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

test('a page where the host speaks JSON is none of its answers if the API is kept from answering at all', async ({
  serve,
  reach,
}) => {
  let count = 0;
  const url = await serve(right(), ({ response, speak }) =>
    ++count > 2 && count < 6 ? sendPage(response, 403, 'Access denied') : write(response, speak()),
  );
  const [{ alice, settings }] = await reach(url);
  const session = await alice.login();
  await session.request();

  const refused = await session.request({ accessToken: session.forged.unissuedAccessToken() });

  expect(refused.status).toBe(401);
  const pages = recorded(settings.reportDir).filter(({ status }) => status === 403);
  expect(pages.length).toBeGreaterThan(1);
  for (const { notTheApi } of pages) expect(notTheApi).toMatch(/a page where the host speaks JSON/);
});

test('a page is the host’s own answer if it comes each time, while the API speaks', async ({
  serve,
  reach,
}) => {
  const url = await serve(right(), ({ response, speak }) => {
    const answer = speak();
    return answer.status === 401 ? sendPage(response, 401, 'Unauthorized') : write(response, answer);
  });
  const [{ alice, settings }] = await reach(url);
  const session = await alice.login();
  await session.request();

  const answers = [
    await session.request({ accessToken: session.forged.unissuedAccessToken() }),
    await session.request({ accessToken: session.forged.unissuedAccessToken() }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  expect(recorded(settings.reportDir).at(-1)?.notTheApi).toBeUndefined();
  // The second answer is recognised by its form.
  expect(recorded(settings.reportDir)).toHaveLength(7);
});

test('a challenge is said from the first request on, by the name of what answers', async ({
  serve,
  reach,
}) => {
  const url = await serve(right(), ({ response }) => {
    response.writeHead(202, { 'x-amzn-waf-action': 'challenge' }).end();
  });
  const [{ alice }] = await reach(url);

  await expect(alice.tryLogin()).rejects.toThrow(
    /AWS WAF answers in its place \(status 202, x-amzn-waf-action: challenge\)/,
  );
});

for (const [said, reason] of [
  ['The maximum number of active sessions is reached', /^POST .*: the account has too many sessions: /],
  ['Not now', /is refused with status 403 \("Not now"\), though one was granted before/],
] as const)
  test(`a login that was granted and is refused with "${said}" is not judged`, async ({ serve, reach }) => {
    let logins = 0;
    const url = await serve(right(), ({ response, speak, incoming: { path } }) =>
      path.includes('/auth/') && ++logins > 1
        ? write(response, { ...failure(403, 9, said), headers: { 'X-Any': 'a' } })
        : write(response, speak()),
    );
    const [{ alice, api, settings }] = await reach(url);
    await alice.login();
    const login = alice.tryLogin();

    await expect.poll(() => recorded(settings.reportDir).length).toBeGreaterThan(1);
    expect(recorded(settings.reportDir).at(-1)?.notTheApi).toMatch(
      new RegExp(reason.source.replace('^POST .*: ', '^')),
    );
    logins = -1000;
    expect((await login).status).toBe(200);
    expect((await api.auth(alice.body({ password: 'wrong' }))).status).toBe(401);
  });

test('a lane waits longer with each refusal, no longer than a limiter may take, and less the next time', () => {
  const lane = new Lane('logins');

  expect(lane.refused(now(), undefined, 'why')).toBe(true);
  // A request that left before the refusal adds nothing.
  expect(lane.refused(now() - 10, undefined, 'why')).toBe(true);
  expect(lane.refused(now(), LIMITER_PATIENCE + 1, 'why')).toBe(false);
  expect([lane.isClosed, lane.why]).toEqual([true, 'why']);
  lane.passed();
  expect([lane.isClosed, lane.why]).toEqual([false, '']);
});

test('requests leave at the pace that the host takes, those first whose moments count', async () => {
  const pace = new Pace();
  pace.slowDown(now());
  const order: string[] = [];
  const began = now();

  await Promise.all(
    ['a', 'b', 'first', 'c'].map(async (name) => {
      await pace.turn(name === 'first');
      order.push(name);
    }),
  );

  expect(order).toEqual(['first', 'a', 'b', 'c']);
  expect(now() - began).toBeGreaterThan(0.14);
  for (let nth = 0; nth < 100; nth++) pace.answered('tests', '/');
  const free = now();
  await pace.turn(false);
  expect(now() - free).toBeLessThan(0.05);
});
