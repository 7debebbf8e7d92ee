/** Where the page is silent: what the host does is recorded, in a sentence, and nothing is judged. */
import {
  fateOf,
  fateOfPair,
  given,
  onEachHost,
  ownSessions,
  refreshed,
  requirement,
  saw,
  sessionModel,
  test,
  tokensAlike,
  inWords,
  withWrongKind,
  working,
  WRONG_KINDS,
} from '../fixtures/index.ts';

test(
  "a refresh with another session's access token",
  requirement('observed.refresh-with-sibling-access-token', '@after-experiments'),
  onEachHost(async ({ alice, preflight }) => {
    given.severalSessions(preflight);
    ownSessions(preflight);
    const session = await working(alice);
    const sibling = await working(alice, session);

    const answer = await session.refresh({ accessToken: sibling.accessToken });

    saw(`a refresh with the access token of another session of the same account: ${inWords(answer)}`);
    saw(`then the new pair ${await fateOfPair(alice, answer)}`);
    saw(`the session of the expire token ${await fateOf(session)}`);
    saw(`and that of the access token ${await fateOf(sibling)}`);
  }),
);

test(
  'a second refresh with the old expire token',
  requirement('observed.second-refresh-before-switch', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const old = await working(alice);

    const first = await old.refresh();
    const second = await old.refresh();
    given.pair(first, 'the first refresh gives no pair');

    saw(`a second refresh with the old expire token before the switch: ${inWords(second, first)}`);
    saw(`then the pair of the first refresh ${await fateOfPair(alice, first)}`);
    saw(`that of the second ${await fateOfPair(alice, second)}`);
    saw(`and the old access token ${await fateOf(old)}`);
  }),
);

test(
  'two refreshes of one pair at the same moment',
  requirement('observed.simultaneous-refreshes', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const old = await working(alice);

    const [one, other] = await Promise.all([old.refresh(), old.refresh()]);

    saw(`two refreshes of one pair at the same moment: ${inWords(one)}; and ${inWords(other, one)}`);
    saw(`then the one pair ${await fateOfPair(alice, one)}`);
    saw(`the other ${await fateOfPair(alice, other)}`);
    saw(`and the old access token ${await fateOf(old)}`);
  }),
);

test(
  'a refresh with an access token that has expired',
  requirement('observed.refresh-with-expired-access-token', '@timed'),
  onEachHost(async ({ observed }) => {
    const session = observed('idle, checked after its end');
    given.refused(session.check(), 'sessions do not end by themselves');

    saw(`a refresh with the pair of an expired session: ${session.refreshAfterEnd()}`);
  }),
);

test(
  'what a login does to earlier sessions',
  requirement('observed.several-sessions'),
  onEachHost(async ({ preflight }) => {
    saw(sessionModel(preflight));
  }),
);

test(
  'an expire token of a wrong kind',
  requirement('observed.invalid-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await refreshed(alice);

    for (const value of WRONG_KINDS) {
      const answer = await withWrongKind(session, value);
      saw(`a refresh whose expire_token is ${JSON.stringify(value)}: ${inWords(answer)}`);
    }
  }),
);

test(
  'other Content-Types of requests',
  requirement('observed.content-types'),
  onEachHost(async ({ alice }) => {
    await working(alice);

    for (const type of ['text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded']) {
      const answer = await alice.tryLogin({ headers: { 'Content-Type': type } });
      saw(`a login with JSON that is called ${type}: ${inWords(answer)}`);
    }
  }),
);

test(
  'access tokens anywhere but in their header',
  requirement('observed.tokens-elsewhere'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    const bearer = await session.request({
      accessToken: undefined,
      headers: { Authorization: `Bearer ${session.accessToken}` },
    });
    const cookie = await session.request({
      accessToken: undefined,
      headers: { Cookie: `access_token=${session.accessToken}` },
    });
    const body = await session.refresh({
      accessToken: undefined,
      body: { expire_token: session.expireToken, access_token: session.accessToken },
    });

    saw(`the resource, with the access token as Authorization: Bearer: ${inWords(bearer)}`);
    saw(`with the access token in a cookie: ${inWords(cookie)}`);
    saw(`a refresh with the access token in the body: ${inWords(body)}`);
  }),
);

test(
  'fields of requests that the page does not name',
  requirement('observed.unknown-request-fields'),
  onEachHost(async ({ alice }) => {
    const session = await refreshed(alice);
    const unknown = { unknown_field: 'text' };

    const login = await alice.tryLogin({ body: { ...alice.body(unknown), ...unknown } });
    const refresh = await session.refresh({ body: { expire_token: session.expireToken, ...unknown } });

    saw(`a login with unknown fields, beside credentials and in it: ${inWords(login)}`);
    saw(`a refresh with an unknown field: ${inWords(refresh)}`);
  }),
);

test(
  "tokens in the other case, where the letters' case carries nothing",
  requirement('observed.token-case', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const session = await refreshed(alice);

    for (const sentence of await tokensAlike(session)) saw(sentence);
  }),
);

test(
  'an expire token with spaces at its end',
  requirement('observed.expire-token-with-spaces', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const session = await refreshed(alice);

    const answer = await session.refresh({ body: { expire_token: `${session.expireToken}  ` } });

    saw(`a refresh whose expire_token has two spaces at its end: ${inWords(answer)}`);
  }),
);
