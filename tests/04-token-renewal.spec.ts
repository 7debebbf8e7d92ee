/** "Token Renewal": POST /api/authorize/refresh/ answers a new pair with a life of its own (S6, S7, S8). */
import {
  expect,
  given,
  onEachHost,
  refreshes,
  refusesStrangers,
  requirement,
  test,
  works,
} from '../fixtures/index.ts';

test(
  'a refresh is answered with a new pair',
  requirement('refresh.returns-new-pair'),
  onEachHost(async ({ alice }) => {
    const session = await alice.login();
    await works(session);

    const answer = await session.renew();

    expect(answer).toMatchSchema('pair');
    expect(alice.sessionOf(answer)).toReplace(session);
  }),
);

test(
  'the new access token grants access',
  requirement('refresh.new-pair-grants-access'),
  onEachHost(async ({ alice }) => {
    const renewed = await refreshes(await alice.login());
    await refusesStrangers(renewed);

    expect(await renewed.use()).toBeGranted();
    expect(await renewed.use()).toBeGranted();
    expect(await renewed.use({ headers: { Connection: 'close' } })).toBeGranted();
    expect(await renewed.use()).toBeGranted();

    const old = await alice.login();
    const another = await refreshes(old);
    // Until the new pair is used, the old one may be (S9).
    await old.use();
    expect(await another.use()).toBeGranted();
  }),
);

test(
  'the new pair refreshes, again and again',
  requirement('refresh.new-pair-refreshes'),
  onEachHost(async ({ alice }) => {
    const first = await refreshes(await alice.login());

    const second = await first.renew();
    expect(second).toMatchSchema('pair');
    const third = await alice.sessionOf(second).renew();
    expect(third).toMatchSchema('pair');
    const fourth = await alice.sessionOf(third).renew();
    expect(fourth).toMatchSchema('pair');

    await works(alice.sessionOf(fourth));
  }),
);

test(
  'a refresh without an access token is refused',
  requirement('refresh.requires-access-token', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const session = await alice.login();
    await works(session);

    expect(await session.refreshAs(undefined)).toBeRefused();

    expect(await session.use()).toBeGranted();
    expect(await session.renew()).toMatchSchema('pair');
  }),
);

test(
  'a refresh with an access token that was never issued is refused',
  requirement('refresh.rejects-unknown-access-token'),
  onEachHost(async ({ alice }) => {
    const session = await alice.login();
    await works(session);

    expect(await session.refreshAs(session.stranger())).toBeRefused();

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
    given.granted(observed('touched once').check(), 'not even a session from a login is extended');
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
