/** The documented errors of a refresh (S10, S11, S12), and what every error answer looks like. */
import { MISSING_EXPIRE_TOKEN, NOT_YOUR_SESSION, SESSION_NOT_FOUND } from '../fixtures/documented-errors.ts';
import {
  expect,
  given,
  onEachHost,
  otherSessions,
  refreshes,
  requirement,
  test,
  together,
  works,
} from '../fixtures/index.ts';
import { malformedBodies } from '../fixtures/malformed.ts';

test(
  'no expire_token: 400 with its message',
  requirement('error.missing-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await alice.login();
    await works(session);

    expect(await session.refreshWith({})).toBeDocumentedError(MISSING_EXPIRE_TOKEN);
    await works(session);
    expect(await session.refreshWith({ another_field: 'text' })).toBeDocumentedError(MISSING_EXPIRE_TOKEN);

    await works(await refreshes(session));
  }),
);

test(
  'an expire_token of no session: 401 with its message',
  requirement('error.unknown-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await alice.login();

    for (const token of [session.unknownExpireToken(), ...session.similarExpireTokens()]) {
      await works(session);
      expect(await session.refreshWith({ expire_token: token })).toBeDocumentedError(SESSION_NOT_FOUND);
    }

    await works(await refreshes(session));
  }),
);

test(
  "another account's expire_token: 403 with its message",
  requirement('error.foreign-expire-token', '@after-experiments'),
  onEachHost(async ({ bob, everyType }) => {
    for (const account of everyType)
      await test.step(account.name, async () => {
        const session = await account.login();

        const foreign = await bob.login();

        for (let nth = 1; nth <= 2; nth++) {
          await works(session);
          await works(foreign);
          const answer = await session.refreshWith({ expire_token: foreign.expireToken });
          expect(answer).toBeDocumentedError(NOT_YOUR_SESSION);
        }
        await works(await refreshes(foreign));

        await works(await refreshes(session));
      });
  }),
);

test(
  'an expire_token of a wrong kind gets no tokens',
  requirement('error.invalid-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await alice.login();
    await works(session);

    for (const value of [null, '', 0, 1, true, false, [], {}])
      await test.step(JSON.stringify(value), async () => {
        expect(await session.refreshWith({ expire_token: value })).toIssueNothing();
      });

    await works(await refreshes(session));
  }),
);

test(
  'the documented errors harm no session',
  requirement('error.refusals-are-harmless', '@after-experiments'),
  onEachHost(async ({ alice, bob, preflight }) => {
    await together(['missing', 'unknown', 'foreign'] as const, async (some) =>
      test.step(`expire_token: ${some.join(', ')}`, async () => {
        const others = await otherSessions(preflight, alice, bob);
        const own = await alice.login();
        for (const session of [own, ...others]) await works(session);

        for (const how of some) {
          const body = {
            missing: {},
            unknown: { expire_token: own.unknownExpireToken() },
            foreign: { expire_token: others.at(-1)?.expireToken },
          }[how];
          given.rejected(await own.refreshWith(body), `a refresh with a ${how} expire_token is not rejected`);
        }

        for (const session of [own, ...others]) expect(await session.use()).toBeGranted();
        for (const session of [own, ...others.slice(-1)]) {
          const answer = await session.renew();
          expect(answer).toMatchSchema('pair');
          expect(await session.account.sessionOf(answer).use()).toBeGranted();
        }
      }),
    );
  }),
);

test(
  'the documented errors carry their codes',
  requirement('error.codes', '@after-experiments'),
  onEachHost(async ({ alice, bob }) => {
    const [session, foreign] = [await alice.login(), await bob.login()];
    await works(session);

    const missing = await session.refreshWith({});
    await works(session);
    const unknown = await session.refreshWith({ expire_token: session.unknownExpireToken() });
    await works(session);
    const notYours = await session.refreshWith({ expire_token: foreign.expireToken });
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
    const session = await alice.login();
    await works(session);

    for (const { how, body } of malformedBodies)
      await test.step(how, async () => {
        expect(await alice.authenticateWith(body)).toBeRejected();
        expect(await session.refreshWith(body)).toBeRejected();
      });
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const)
      await test.step(method, async () => {
        expect(await alice.authenticateWith(alice.body(), { method })).toBeRejected();
        expect(await session.refreshWith({}, { method })).toBeRejected();
      });

    await works(session);
  }),
);
