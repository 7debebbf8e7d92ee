/** "Getting an Access Token": POST /api/authorize/auth/ with credentials answers a pair of tokens (S1, S2, S4, S5). */
import { expect, onEachHost, ownSessions, refreshes, requirement, test, works } from '../fixtures/index.ts';

test(
  'right credentials are answered with a pair of tokens',
  requirement('issue.returns-pair'),
  onEachHost(async ({ alice }) => {
    const answer = await alice.authenticate();

    expect(answer).toMatchSchema('pair');
  }),
);

test(
  'a new session is announced to end after OZ_SESSION_TTL',
  requirement('issue.lifetime'),
  onEachHost(async ({ alice, preflight }) => {
    ownSessions(preflight);

    expect(await alice.authenticate()).toAnnounceLifetime(alice);
  }),
);

test(
  'a login says when its session ends, in Unix seconds',
  requirement('issue.expire-date'),
  onEachHost(async ({ alice }) => {
    expect(await alice.authenticate()).toGiveExpireDate();
  }),
);

test(
  'the two tokens of a pair differ',
  requirement('issue.tokens-differ'),
  onEachHost(async ({ alice }) => {
    const session = await alice.login();

    expect(session).toHoldTwoTokens();
    expect(await refreshes(session)).toHoldTwoTokens();
  }),
);

test(
  'two logins get different access tokens',
  requirement('issue.fresh-tokens'),
  onEachHost(async ({ alice }) => {
    const first = await alice.login();
    const second = await alice.login();

    expect(second).toBeFreshBeside(first);
  }),
);

test(
  'nothing but POST issues tokens',
  requirement('issue.post-only'),
  onEachHost(async ({ alice }) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const)
      await test.step(method, async () => {
        expect(await alice.authenticateWith(alice.body(), { method })).toBeRejectedWith(405);
      });

    await works(await alice.login());
  }),
);
