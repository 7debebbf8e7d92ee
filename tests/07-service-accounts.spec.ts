/** Service accounts' sessions live for OZ_SESSION_LONGLIVE_TTL (S4), and are used and refreshed like any other. */
import { aLogin, expect, onEachHost, ownSessions, requirement, test, working } from '../fixtures/index.ts';

test(
  'a service session is announced to end after OZ_SESSION_LONGLIVE_TTL',
  requirement('service.lifetime'),
  onEachHost(async ({ service, preflight }) => {
    ownSessions(preflight);

    expect(await aLogin(service)).toAnnounceLifetime(service);
  }),
);

test(
  'an untouched service session outlives regular ones',
  requirement('service.outlives-regular', '@timed'),
  onEachHost(async ({ observed }) => {
    const idle = observed('service, idle').check();
    expect(idle).toHaveBeenGranted('the service session ended like a regular one');
    const touched = observed('service, touched').check();
    expect(touched).toHaveBeenGranted('its last request gave the service session the life of a regular one');
    const renewed = observed('service, renewed').check();
    expect(renewed).toHaveBeenGranted('the refreshed service session ended like a regular one');
  }),
);

test(
  'a service account refreshes, and keeps its long life',
  requirement('service.refreshes', '@after-experiments'),
  onEachHost(async ({ service }) => {
    const session = await working(service);

    const answer = await session.refresh();

    expect(answer).toMatchSchema('pair');
    expect(await service.sessionOf(answer, session).request()).toBeGranted();
    expect(answer).toAnnounceLifetime(service);
  }),
);
