/** Service accounts' sessions live for OZ_SESSION_LONGLIVE_TTL (S4), and are used and refreshed like any other. */
import { expect, given, loginAnswer, onEachHost, requirement, test } from '../fixtures/index.ts';

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
test(
  'a service session is announced to end after OZ_SESSION_LONGLIVE_TTL',
  requirement('service.lifetime'),
  onEachHost(async ({ service, preflight }) => {
    given.ownSessions(preflight);

    expect(await loginAnswer(service)).toAnnounceLifetime(service);
  }),
);

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
test(
  'an untouched service session outlives regular ones',
  requirement('service.outlives-regular', '@timed'),
  onEachHost(async ({ waited }) => {
    const idle = waited.serviceIdle.check();
    expect(idle).toBeGranted('the service session ended like a regular one');
    const touched = waited.serviceTouched.check();
    expect(touched).toBeGranted('its last request gave the service session the life of a regular one');
    const renewed = waited.serviceRenewed.check();
    expect(renewed).toBeGranted('the refreshed service session ended like a regular one');
  }),
);

// S4: The access token lives for OZ_SESSION_LONGLIVE_TTL in service accounts, for OZ_SESSION_TTL in all others.
// S7, S8: A refresh answers a new pair, of any account.
test(
  'a service account refreshes, and keeps its long life',
  requirement('service.refreshes', '@after-experiments'),
  onEachHost(async ({ service }) => {
    const session = await given.session(service);

    const answer = await session.refresh();

    expect(answer).toMatchSchema('pair');
    expect(await service.sessionOf(answer, session).request()).toBeGranted();
    expect(answer).toAnnounceLifetime(service);
  }),
);
