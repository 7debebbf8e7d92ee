/** The documented errors of a refresh (S10, S11, S12), and what every error answer looks like. */
import {
  allThenEach,
  type Answer,
  expect,
  given,
  loginBy,
  malformedBodies,
  MISSING_EXPIRE_TOKEN,
  NOT_YOUR_SESSION,
  onEachHost,
  refreshAgainWith,
  refreshWith,
  refreshWithWrongKind,
  requirement,
  type Session,
  SESSION_NOT_FOUND,
  test,
  WRONG_EXPIRE_TOKENS,
  WRONG_KINDS,
} from '../fixtures/index.ts';

/** A way to send a refresh that is to be refused. */
type Refresh = (session: Session) => Promise<Answer>;

const withoutExpireToken: Refresh = (session) => refreshWith('missing', session, session);
const withAnotherField: Refresh = (session) => session.refresh({ body: { another_field: 'text' } });
const withUnknownExpireToken: Refresh = (session) => refreshWith('unknown', session, session);

// S10: 400 with "Could not locate field for key_path expire_token …": the body has no expire token.
test(
  'no expire_token: 400 with its message',
  requirement('error.missing-expire-token'),
  onEachHost(async ({ alice }) => {
    await allThenEach([withoutExpireToken, withAnotherField], async (some) => {
      const session = await given.refreshedSession(alice);

      for (const send of some) expect(await send(session)).toBeDocumentedError(MISSING_EXPIRE_TOKEN);

      await given.works(session);
    });
  }),
);

// S11: 401 with "Session not found": no session has the expire token that was sent.
test(
  'an expire_token of no session: 401 with its message',
  requirement('error.unknown-expire-token'),
  onEachHost(async ({ alice }) => {
    const known = await given.refreshedSession(alice);
    const similar = known.forged.similarExpireTokens().map(
      (token): Refresh =>
        (session) =>
          session.refresh({ expireToken: token }),
    );

    await allThenEach([withUnknownExpireToken, ...similar], async (some) => {
      const session = await given.refreshedSession(alice);

      for (const send of some) expect(await send(session)).toBeDocumentedError(SESSION_NOT_FOUND);

      await given.works(session);
    });
  }),
);

// S12: 403 with "You have not access to refresh this session": whoever asks does not own the session.
test(
  "another account's expire_token: 403 with its message",
  requirement('error.foreign-expire-token', '@after-experiments'),
  onEachHost(async ({ bob, everyType }) => {
    const foreign = await given.session(bob);

    for (const account of everyType)
      await test.step(account.name, async () => {
        const session = await given.session(account);

        expect(await refreshWith('foreign', session, foreign)).toBeDocumentedError(NOT_YOUR_SESSION);
        for (const one of [session, foreign]) await given.worksIfInDoubt(one);
        const again = await session.refresh({ expireToken: foreign.expireToken });
        expect(again).toBeDocumentedError(NOT_YOUR_SESSION);

        await given.works(session);
      });
    await given.works(await given.refreshed(foreign));
  }),
);

// S10: 400 with "Could not locate field for key_path expire_token …": the body has no expire token.
test(
  'an expire_token of a wrong kind gets no tokens',
  requirement('error.invalid-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await given.refreshedSession(alice);

    for (const value of WRONG_KINDS)
      await test.step(JSON.stringify(value), async () => {
        expect(await refreshWithWrongKind(session, value)).toIssueNothing();
      });

    await given.works(session);
  }),
);

// S10, S11, S12: A refresh is answered 400, 401 or 403 for its expire token, and nothing else follows from that.
test(
  'the documented errors harm no session',
  requirement('error.refusals-are-harmless', '@after-experiments'),
  onEachHost(async ({ alice, bob, preflight }) => {
    await allThenEach(WRONG_EXPIRE_TOKENS, async (some) =>
      test.step(`expire_token: ${some.join(', ')}`, async () => {
        const own = await given.session(alice);
        const others = await given.otherSessions(preflight, own, bob);
        const foreign = others.at(-1) ?? own;

        for (const how of some) {
          const answer = await refreshAgainWith(how, own, foreign);
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

// API Error Codes: 3 stands for a missing field, 7 or 10 for an unknown session, 9 for one of somebody else.
test(
  'the documented errors carry their codes',
  requirement('error.codes', '@after-experiments'),
  onEachHost(async ({ alice, bob }) => {
    const [session, foreign] = [await given.session(alice), await given.session(bob)];

    const missing = await refreshWith('missing', session, foreign);
    const unknown = await refreshWith('unknown', session, foreign);
    const notYours = await refreshWith('foreign', session, foreign);
    await given.works(session);
    for (const answer of [missing, unknown, notYours]) given.rejected(answer, 'the error is none');

    expect(missing).toHaveErrorCode(3);
    expect(unknown).toHaveErrorCode(7, 10);
    expect(notYours).toHaveErrorCode(9);
  }),
);

// API Error Codes: What is the client's fault is answered 4xx.
test(
  "the client's faults are answered 4xx",
  requirement('error.client-faults-are-4xx'),
  onEachHost(async ({ alice }) => {
    const session = await given.session(alice);

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

    await given.works(session);
  }),
);
