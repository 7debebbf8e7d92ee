/** The documented errors of a refresh (S10, S11, S12), and what every error answer looks like. */
import {
  type Answer,
  DOCUMENTED,
  expect,
  given,
  loginBy,
  malformedBodies,
  MISSING_EXPIRE_TOKEN,
  NOT_YOUR_SESSION,
  onEachHost,
  otherSessions,
  refreshed,
  refreshes,
  refusal,
  refusalAnew,
  requirement,
  type Session,
  SESSION_NOT_FOUND,
  test,
  together,
  withWrongKind,
  working,
  works,
  WRONG_KINDS,
} from '../fixtures/index.ts';

/** A way to send a refresh that is to be refused. */
type Refresh = (session: Session) => Promise<Answer>;

const withoutExpireToken: Refresh = (session) => refusal('missing', session, session);
const withAnotherField: Refresh = (session) => session.refresh({ body: { another_field: 'text' } });
const withUnknownExpireToken: Refresh = (session) => refusal('unknown', session, session);

test(
  'no expire_token: 400 with its message',
  requirement('error.missing-expire-token'),
  onEachHost(async ({ alice }) => {
    await together([withoutExpireToken, withAnotherField], async (some) => {
      const session = await refreshed(alice);

      for (const send of some) expect(await send(session)).toBeDocumentedError(MISSING_EXPIRE_TOKEN);

      await works(session);
    });
  }),
);

test(
  'an expire_token of no session: 401 with its message',
  requirement('error.unknown-expire-token'),
  onEachHost(async ({ alice }) => {
    const known = await refreshed(alice);
    const similar = known.forged.similarExpireTokens().map(
      (token): Refresh =>
        (session) =>
          session.refresh({ expireToken: token }),
    );

    await together([withUnknownExpireToken, ...similar], async (some) => {
      const session = await refreshed(alice);

      for (const send of some) expect(await send(session)).toBeDocumentedError(SESSION_NOT_FOUND);

      await works(session);
    });
  }),
);

test(
  "another account's expire_token: 403 with its message",
  requirement('error.foreign-expire-token', '@after-experiments'),
  onEachHost(async ({ bob, everyType }) => {
    const foreign = await working(bob);

    for (const account of everyType)
      await test.step(account.name, async () => {
        const session = await working(account);

        expect(await refusal('foreign', session, foreign)).toBeDocumentedError(NOT_YOUR_SESSION);
        await works(session);
        await works(foreign);
        const again = await session.refresh({ expireToken: foreign.expireToken });
        expect(again).toBeDocumentedError(NOT_YOUR_SESSION);

        await works(session);
      });
    await works(await refreshes(foreign));
  }),
);

test(
  'an expire_token of a wrong kind gets no tokens',
  requirement('error.invalid-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await refreshed(alice);

    for (const value of WRONG_KINDS)
      await test.step(JSON.stringify(value), async () => {
        expect(await withWrongKind(session, value)).toIssueNothing();
      });

    await works(session);
  }),
);

test(
  'the documented errors harm no session',
  requirement('error.refusals-are-harmless', '@after-experiments'),
  onEachHost(async ({ alice, bob, preflight }) => {
    await together(DOCUMENTED, async (some) =>
      test.step(`expire_token: ${some.join(', ')}`, async () => {
        const own = await working(alice);
        const others = await otherSessions(preflight, own, bob);
        const foreign = others.at(-1) ?? own;

        for (const how of some) {
          const answer = await refusalAnew(how, own, foreign);
          given.rejected(answer, `a refresh with a ${how} expire_token is not rejected`);
        }

        for (const session of [own, ...others]) expect(await session.request()).toBeGranted();
        for (const session of [own, ...others.slice(-1)]) {
          const answer = await session.refresh();
          expect(answer).toMatchSchema('pair');
          expect(await session.account.sessionOf(answer, session).request()).toBeGranted();
        }
      }),
    );
  }),
);

test(
  'the documented errors carry their codes',
  requirement('error.codes', '@after-experiments'),
  onEachHost(async ({ alice, bob }) => {
    const [session, foreign] = [await working(alice), await working(bob)];

    const missing = await refusal('missing', session, foreign);
    const unknown = await refusal('unknown', session, foreign);
    const notYours = await refusal('foreign', session, foreign);
    await works(session);
    for (const answer of [missing, unknown, notYours]) given.rejected(answer, 'the error is none');

    expect(missing).toHaveErrorCode(3);
    expect(unknown).toHaveErrorCode(7, 10);
    expect(notYours).toHaveErrorCode(9);
  }),
);

test(
  "the client's faults are answered 4xx",
  requirement('error.client-faults-are-4xx'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    for (const { how, body } of malformedBodies)
      await test.step(how, async () => {
        expect(await alice.tryLogin({ body })).toBeRejected();
        expect(await session.refresh({ body })).toBeRejected();
      });
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const)
      await test.step(method, async () => {
        expect(await loginBy(method, alice)).toBeRejected();
        expect(await session.refresh({ body: {}, method })).toBeRejected();
      });

    await works(session);
  }),
);
