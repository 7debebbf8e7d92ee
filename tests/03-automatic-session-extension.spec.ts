/**
 * "Automatic session extension": while a session lives, each of its requests sets its end to now + the period of the
 * account's type (S4, S6). These specs judge what the experiments saw; docs/timing.md says when they looked.
 */
import { expect, given, onEachHost, requirement, test } from '../fixtures/index.ts';

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
test(
  'an untouched session still works shortly before its end',
  requirement('extension.lives-its-ttl', '@timed'),
  onEachHost(async ({ waited }) => {
    const check = waited.idleBeforeItsEnd.check();

    expect(check).toBeGranted('the session ended before OZ_SESSION_TTL had passed; is that setting right?');
  }),
);

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
test(
  'an untouched session is refused after its end',
  requirement('extension.expires', '@timed'),
  onEachHost(async ({ waited, longestIdle }) => {
    const check = waited.idleAlone.check();

    expect(check).toBeRefused('the session outlived OZ_SESSION_TTL; is that setting right?');
    expect(longestIdle).toBeRefused(
      'sessions end late now and then: an idle one outlived OZ_SESSION_TTL, and another did not',
    );
  }),
);

// S6: While the expire_date of the current session is not past, it is set to now + the period of the account's type.
test(
  'a request extends the session past its first end',
  requirement('extension.slides', '@timed'),
  onEachHost(async ({ waited }) => {
    given.sessionsLiveTheirTtl(waited);
    given.sessionsEndByThemselves(waited);

    const once = waited.touchedTwice.check();
    const often = waited.touchedOftenBeforeItsEnd.check();

    expect(once).toBeGranted('the request did not move the end of the session');
    expect(often).toBeGranted('the last of several requests did not move the end of the session');
    // Asked last, as its moments are the closest: a doubt about them hides no failure of the others.
    const soon = waited.touchedAgainSoon.check();
    expect(soon).toBeGranted('a request soon after others did not move the end of the session');
  }),
);

// S6: While the expire_date of the current session is not past, it is set to now + the period of the account's type.
test(
  'a second request extends the session once more',
  requirement('extension.slides-again', '@timed'),
  onEachHost(async ({ waited }) => {
    given.sessionsEndByThemselves(waited);
    given.granted(waited.touchedTwice.check(), 'not even the first request extends a session');

    const check = waited.touchedTwice.check(1);

    expect(check).toBeGranted('the second request did not move the end of the session');
  }),
);

// S6: While the expire_date of the current session is not past, it is set to now + the period of the account's type.
test(
  'requests set the end of the session and do not add up',
  requirement('extension.sets-not-adds', '@timed'),
  onEachHost(async ({ waited, longestIdle }) => {
    given.sessionsEndByThemselves(waited);
    given.noSessionEndsLate(longestIdle);
    given.sessionsExtendNoOther(waited);

    const check = waited.touchedOften.check();

    expect(check).toBeRefused('the session lived on for more than OZ_SESSION_TTL after its last request');
  }),
);

// S6: While the expire_date of the current session is not past, it is set to now + the period of the account's type.
test(
  'an expired session is not revived by trying it',
  requirement('extension.no-revival', '@timed'),
  onEachHost(async ({ waited }) => {
    given.sessionsEndByThemselves(waited);

    expect(waited.idleAlone.check(1)).toBeRefused('a refused request revived the session');
    expect(waited.idleAlone.check(2)).toBeRefused('a refused request revived the session');
  }),
);

// S6: While the expire_date of the current session is not past, it is set to now + the period of the account's type.
test(
  "other sessions' requests do not keep a session alive",
  requirement('extension.current-session-only', '@timed'),
  onEachHost(async ({ waited, longestIdle, preflight }) => {
    given.severalSessions(preflight);
    given.sessionsEndByThemselves(waited);
    given.noSessionEndsLate(longestIdle);

    const check = waited.idleBesideOthers.check();

    expect(check).toBeRefused("requests of the account's other sessions extended this one");
  }),
);

// API Error Codes: 8 stands for a token that has expired.
test(
  'an expired token is called expired',
  requirement('extension.describes-expiry', '@timed'),
  onEachHost(async ({ waited }) => {
    given.sessionsEndByThemselves(waited);

    const check = waited.idleAlone.check();

    expect(check).toBeRefusedWith({ status: 401, errorCode: 8 });
  }),
);
