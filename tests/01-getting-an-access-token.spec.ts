/** "Getting an Access Token": POST /api/authorize/auth/ with credentials answers a pair of tokens (S1, S2, S4, S5). */
import {
  expect,
  given,
  loginAnswer,
  loginBy,
  onEachHost,
  refreshAnswer,
  requirement,
  test,
} from '../fixtures/index.ts';

// S1: A login is POST /api/authorize/auth/ with a JSON body {"credentials": {"email": …, "password": …}}.
// S2: A login that succeeds answers a pair of tokens, access_token and expire_token.
test(
  'right credentials are answered with a pair of tokens',
  requirement('issue.returns-pair'),
  onEachHost(async ({ alice }) => {
    expect(await loginAnswer(alice)).toMatchSchema('pair');
  }),
);

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
test(
  'a new session is announced to end after OZ_SESSION_TTL',
  requirement('issue.lifetime'),
  onEachHost(async ({ alice, preflight }) => {
    given.ownSessions(preflight);

    expect(await loginAnswer(alice)).toAnnounceLifetime(alice);
  }),
);

// Public client code: A login answers with expire_date, in Unix seconds.
test(
  'a login says when its session ends, in Unix seconds',
  requirement('issue.expire-date'),
  onEachHost(async ({ alice }) => {
    expect(await loginAnswer(alice)).toGiveExpireDate();
  }),
);

// S2: A login that succeeds answers a pair of tokens, access_token and expire_token.
test(
  'two logins get different access tokens',
  requirement('issue.fresh-tokens'),
  onEachHost(async ({ alice }) => {
    const first = alice.sessionOf(await loginAnswer(alice));
    const second = await alice.login();

    expect(second).toBeFreshBeside(first);
  }),
);

// S5: The expire token is there to renew the access token.
test(
  'the two tokens of a pair differ',
  requirement('issue.tokens-differ'),
  onEachHost(async ({ alice }) => {
    const session = alice.sessionOf(await loginAnswer(alice));

    expect(session).toHoldTwoTokens();
    expect(alice.sessionOf(await refreshAnswer(session))).toHoldTwoTokens();
  }),
);

// S1: A login is POST /api/authorize/auth/ with a JSON body {"credentials": {"email": …, "password": …}}.
test(
  'nothing but POST issues tokens',
  requirement('issue.post-only'),
  onEachHost(async ({ alice }) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const)
      await test.step(method, async () => {
        expect(await loginBy(method, alice)).toBeRejectedWith(405);
      });

    await given.works(await given.session(alice));
  }),
);
