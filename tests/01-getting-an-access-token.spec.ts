/** "Getting an Access Token": POST /api/authorize/auth/ with credentials answers a pair of tokens (S1, S2, S4, S5). */
import {
  aLogin,
  aRefresh,
  expect,
  loginBy,
  onEachHost,
  ownSessions,
  requirement,
  test,
  working,
  works,
} from '../fixtures/index.ts';

test(
  'right credentials are answered with a pair of tokens',
  requirement('issue.returns-pair'),
  onEachHost(async ({ alice }) => {
    expect(await aLogin(alice)).toMatchSchema('pair');
  }),
);

test(
  'a new session is announced to end after OZ_SESSION_TTL',
  requirement('issue.lifetime'),
  onEachHost(async ({ alice, preflight }) => {
    ownSessions(preflight);

    expect(await aLogin(alice)).toAnnounceLifetime(alice);
  }),
);

test(
  'a login says when its session ends, in Unix seconds',
  requirement('issue.expire-date'),
  onEachHost(async ({ alice }) => {
    expect(await aLogin(alice)).toGiveExpireDate();
  }),
);

test(
  'two logins get different access tokens',
  requirement('issue.fresh-tokens'),
  onEachHost(async ({ alice }) => {
    const first = alice.sessionOf(await aLogin(alice));
    const second = await alice.login();

    expect(second).toBeFreshBeside(first);
  }),
);

test(
  'the two tokens of a pair differ',
  requirement('issue.tokens-differ'),
  onEachHost(async ({ alice }) => {
    const session = alice.sessionOf(await aLogin(alice));

    expect(session).toHoldTwoTokens();
    expect(alice.sessionOf(await aRefresh(session))).toHoldTwoTokens();
  }),
);

test(
  'nothing but POST issues tokens',
  requirement('issue.post-only'),
  onEachHost(async ({ alice }) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const)
      await test.step(method, async () => {
        expect(await loginBy(method, alice)).toBeRejectedWith(405);
      });

    await works(await working(alice));
  }),
);
