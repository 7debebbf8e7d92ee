/** "Token Renewal": POST /api/authorize/refresh/ answers a new pair with a life of its own (S6, S7, S8). */
import {
  expect,
  given,
  loginAnswer,
  onEachHost,
  refreshAnswer,
  requirement,
  test,
} from '../fixtures/index.ts';

// S7: A refresh is POST /api/authorize/refresh/ with {"expire_token": …} in the body and the access token in the header.
// S8: A refresh that succeeds answers a new pair.
test(
  'a refresh is answered with a new pair',
  requirement('refresh.returns-new-pair'),
  onEachHost(async ({ alice }) => {
    const session = alice.sessionOf(await loginAnswer(alice));

    const answer = await refreshAnswer(session);

    expect(answer).toMatchSchema('pair');
    expect(alice.sessionOf(answer)).toReplace(session);
  }),
);

// S8: A refresh that succeeds answers a new pair.
test(
  'the new access token grants access',
  requirement('refresh.new-pair-grants-access'),
  onEachHost(async ({ alice }) => {
    const renewed = await given.refreshed(await given.session(alice));
    await given.refusesUnissuedTokens(renewed);

    expect(await renewed.request()).toBeGranted();
    expect(await renewed.request()).toBeGranted();
    expect(await renewed.request({ headers: { Connection: 'close' } })).toBeGranted();
    expect(await renewed.request()).toBeGranted();

    const another = await given.refreshed(renewed);
    // Until the new pair is used, the old one may be (S9).
    await renewed.request();
    expect(await another.request()).toBeGranted();
  }),
);

// S8: A refresh that succeeds answers a new pair.
test(
  'the new pair refreshes, again and again',
  requirement('refresh.new-pair-refreshes'),
  onEachHost(async ({ alice }) => {
    let last = await given.refreshed(await given.session(alice));

    for (let nth = 2; nth <= 3; nth++) {
      const answer = await last.refresh();
      expect(answer).toMatchSchema('pair');
      last = alice.sessionOf(answer, last);
    }

    await given.works(last);
  }),
);

// S7: A refresh is POST /api/authorize/refresh/ with {"expire_token": …} in the body and the access token in the header.
test(
  'a refresh without an access token is refused',
  requirement('refresh.requires-access-token', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const session = await given.session(alice);

    expect(await session.refresh({ accessToken: undefined })).toBeRefused();

    expect(await session.request()).toBeGranted();
    expect(await session.refresh()).toMatchSchema('pair');
  }),
);

// S7: A refresh is POST /api/authorize/refresh/ with {"expire_token": …} in the body and the access token in the header.
test(
  'a refresh with an access token that was never issued is refused',
  requirement('refresh.rejects-unknown-access-token'),
  onEachHost(async ({ alice }) => {
    const session = await given.session(alice);

    expect(await session.refresh({ accessToken: session.forged.unissuedAccessToken() })).toBeRefused();

    await given.refreshed(session);
  }),
);

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
// S8: A refresh that succeeds answers a new pair.
test(
  'the new pair has a full life of its own',
  requirement('refresh.lifetime', '@timed'),
  onEachHost(async ({ waited, alice }) => {
    given.sessionsLiveTheirTtl(waited);
    given.sessionsEndByThemselves(waited);

    const renewed = waited.renewedBeforeItsEnd;

    expect(renewed.check()).toBeGranted('the new pair ended with the life of the old one');
    expect(renewed.renewal()).toAnnounceLifetime(alice);
  }),
);

// S6: While the expire_date of the current session is not past, it is set to now + the period of the account's type.
// S8: A refresh that succeeds answers a new pair.
test(
  'a refreshed session is extended by requests',
  requirement('refresh.new-session-slides', '@timed'),
  onEachHost(async ({ waited }) => {
    given.granted(waited.touchedTwice.check(), 'not even a session from a login is extended');
    given.sessionsEndByThemselves(waited);

    const check = waited.renewedAndTouched.check();

    expect(check).toBeGranted('requests do not move the end of a refreshed session');
  }),
);

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
// S8: A refresh that succeeds answers a new pair.
test(
  'a refreshed session is refused after its end',
  requirement('refresh.new-session-expires', '@timed'),
  onEachHost(async ({ waited, longestIdle }) => {
    given.sessionsEndByThemselves(waited);
    given.noSessionEndsLate(longestIdle);
    given.sessionsExtendNoOther(waited);
    given.worked(waited.renewedAndTouched);

    const check = waited.renewedAndIdle.check();

    expect(check).toBeRefused('a refreshed session outlives OZ_SESSION_TTL');
  }),
);
