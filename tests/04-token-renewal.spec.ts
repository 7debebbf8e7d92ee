/** "Token Renewal": POST /api/authorize/refresh/ answers a new pair with a life of its own (S6, S7, S8). */
import {
  aLogin,
  aRefresh,
  expect,
  given,
  onEachHost,
  refreshes,
  refusesStrangers,
  requirement,
  test,
  working,
  works,
} from '../fixtures/index.ts';

test(
  'a refresh is answered with a new pair',
  requirement('refresh.returns-new-pair'),
  onEachHost(async ({ alice }) => {
    const session = alice.sessionOf(await aLogin(alice));

    const answer = await aRefresh(session);

    expect(answer).toMatchSchema('pair');
    expect(alice.sessionOf(answer)).toReplace(session);
  }),
);

test(
  'the new access token grants access',
  requirement('refresh.new-pair-grants-access'),
  onEachHost(async ({ alice }) => {
    const renewed = await refreshes(await working(alice));
    await refusesStrangers(renewed);

    expect(await renewed.request()).toBeGranted();
    expect(await renewed.request()).toBeGranted();
    expect(await renewed.request({ headers: { Connection: 'close' } })).toBeGranted();
    expect(await renewed.request()).toBeGranted();

    const another = await refreshes(renewed);
    // Until the new pair is used, the old one may be (S9).
    await renewed.request();
    expect(await another.request()).toBeGranted();
  }),
);

test(
  'the new pair refreshes, again and again',
  requirement('refresh.new-pair-refreshes'),
  onEachHost(async ({ alice }) => {
    let last = await refreshes(await working(alice));

    for (let nth = 2; nth <= 4; nth++) {
      const answer = await last.refresh();
      expect(answer).toMatchSchema('pair');
      last = alice.sessionOf(answer, last);
    }

    await works(last);
  }),
);

test(
  'a refresh without an access token is refused',
  requirement('refresh.requires-access-token', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    expect(await session.refresh({ accessToken: undefined })).toBeRefused();

    expect(await session.request()).toBeGranted();
    const answer = await session.refresh();
    expect(answer).toMatchSchema('pair');
    await works(alice.sessionOf(answer, session));
  }),
);

test(
  'a refresh with an access token that was never issued is refused',
  requirement('refresh.rejects-unknown-access-token'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    expect(await session.refresh({ accessToken: session.forged.unissuedAccessToken() })).toBeRefused();

    await works(await refreshes(session));
  }),
);

test(
  'the new pair has a full life of its own',
  requirement('refresh.lifetime', '@timed'),
  onEachHost(async ({ observed, observedAlone, alice }) => {
    given.granted(observed('idle, checked before its end').check(), 'sessions end before their time');
    given.refused(observedAlone.check(), 'sessions do not end by themselves');

    const renewed = observed('renewed, checked before its end');

    expect(renewed.check()).toHaveBeenGranted('the new pair ended with the life of the old one');
    expect(renewed.renewal()).toHaveAnnouncedLifetime(alice);
  }),
);

test(
  'a refreshed session is extended by requests',
  requirement('refresh.new-session-slides', '@timed'),
  onEachHost(async ({ observed, observedAlone }) => {
    given.granted(observed('touched twice').check(), 'not even a session from a login is extended');
    given.refused(observedAlone.check(), 'sessions do not end by themselves');

    const check = observed('renewed and touched').check();

    expect(check).toHaveBeenGranted('requests do not move the end of a refreshed session');
  }),
);

test(
  'a refreshed session is refused after its end',
  requirement('refresh.new-session-expires', '@timed'),
  onEachHost(async ({ observed, observedAlone, observedLate }) => {
    given.refused(observedAlone.check(), 'sessions do not end by themselves');
    given.refused(observedLate, 'sessions end late now and then');
    given.refused(observed('idle, checked after its end').check(), 'other sessions keep a session alive');
    observed('renewed and touched').worked();

    const check = observed('renewed and idle').check();

    expect(check).toHaveBeenRefused('a refreshed session outlives OZ_SESSION_TTL');
  }),
);
