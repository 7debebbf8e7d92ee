/**
 * "Automatic session extension": while a session lives, each of its requests sets its end to now + the period of the
 * account's type (S4, S6). These specs judge what the experiments saw; docs/timing.md says when they looked.
 */
import { expect, given, onEachHost, requirement, test } from '../fixtures/index.ts';

test(
  'an untouched session still works shortly before its end',
  requirement('extension.lives-its-ttl', '@timed'),
  onEachHost(async ({ observed }) => {
    const check = observed('idle, checked before its end').check();

    expect(check).toHaveBeenGranted(
      'the session ended before OZ_SESSION_TTL had passed; is that setting right?',
    );
  }),
);

test(
  'an untouched session is refused after its end',
  requirement('extension.expires', '@timed'),
  onEachHost(async ({ observedAlone, observedLate }) => {
    const check = observedAlone.check();

    expect(check).toHaveBeenRefused('the session outlived OZ_SESSION_TTL; is that setting right?');
    expect(observedLate).toHaveBeenRefused(
      'sessions end late now and then: an idle one outlived OZ_SESSION_TTL, and another did not',
    );
  }),
);

test(
  'a request extends the session past its first end',
  requirement('extension.slides', '@timed'),
  onEachHost(async ({ observed, observedAlone }) => {
    given.granted(observed('idle, checked before its end').check(), 'sessions end before their time');
    given.refused(observedAlone.check(), 'sessions do not end by themselves');

    const once = observed('touched twice').check();
    const often = observed('touched often, checked before its end').check();

    expect(once).toHaveBeenGranted('the request did not move the end of the session');
    expect(often).toHaveBeenGranted('the last of several requests did not move the end of the session');
    // Its moments are the closest: what the others show stands without it.
    const soon = observed('touched again soon').check();
    expect(soon).toHaveBeenGranted('a request soon after others did not move the end of the session');
  }),
);

test(
  'a second request extends the session once more',
  requirement('extension.slides-again', '@timed'),
  onEachHost(async ({ observed, observedAlone }) => {
    given.refused(observedAlone.check(), 'sessions do not end by themselves');
    given.granted(observed('touched twice').check(), 'not even the first request extends a session');

    const check = observed('touched twice').check(1);

    expect(check).toHaveBeenGranted('the second request did not move the end of the session');
  }),
);

test(
  'requests set the end of the session and do not add up',
  requirement('extension.sets-not-adds', '@timed'),
  onEachHost(async ({ observed, observedAlone, observedLate }) => {
    given.refused(observedAlone.check(), 'sessions do not end by themselves');
    given.refused(observedLate, 'sessions end late now and then');
    given.refused(observed('idle, checked after its end').check(), 'other sessions keep a session alive');

    const check = observed('touched often').check();

    expect(check).toHaveBeenRefused(
      'the session lived on for more than OZ_SESSION_TTL after its last request',
    );
  }),
);

test(
  'an expired session is not revived by trying it',
  requirement('extension.no-revival', '@timed'),
  onEachHost(async ({ observedAlone }) => {
    given.refused(observedAlone.check(), 'sessions do not end by themselves');

    expect(observedAlone.check(1)).toHaveBeenRefused('a refused request revived the session');
    expect(observedAlone.check(2)).toHaveBeenRefused('a refused request revived the session');
  }),
);

test(
  "other sessions' requests do not keep a session alive",
  requirement('extension.current-session-only', '@timed'),
  onEachHost(async ({ observed, observedAlone, observedLate, preflight }) => {
    given.severalSessions(preflight);
    given.refused(observedAlone.check(), 'sessions do not end by themselves');
    given.refused(observedLate, 'sessions end late now and then');

    const check = observed('idle, checked after its end').check();

    expect(check).toHaveBeenRefused("requests of the account's other sessions extended this one");
  }),
);

test(
  'an expired token is called expired',
  requirement('extension.describes-expiry', '@timed'),
  onEachHost(async ({ observedAlone }) => {
    const check = observedAlone.check();
    given.refused(check, 'sessions do not end by themselves');

    expect(check).toHaveSaid({ status: 401, errorCode: 8 });
  }),
);
