/** Where the page is silent, the host's answers are noted in a sentence, and nothing is judged. */
import {
  FORM,
  given,
  inWords,
  loginCalled,
  loginEffectInWords,
  note,
  onEachHost,
  otherCaseInWords,
  refreshWithWrongKind,
  requirement,
  test,
  twoRefreshesAtOnce,
  useInWords,
  usePairInWords,
  WRONG_KINDS,
} from '../fixtures/index.ts';

// The page is silent: S7 does not say which access token of the account is meant.
test(
  "a refresh with another session's access token",
  requirement('observed.refresh-with-sibling-access-token', '@after-experiments'),
  onEachHost(async ({ alice, preflight }) => {
    given.severalSessions(preflight);
    given.ownSessions(preflight);
    const session = await given.workingSession(alice);
    const sibling = await given.workingSession(alice, session);

    const answer = await session.refresh({ accessToken: sibling.accessToken });

    note(`a refresh with the access token of another session of the same account: ${inWords(answer)}`);
    note(`then the new pair ${await usePairInWords(alice, answer)}`);
    note(`the session of the expire token ${await useInWords(session)}`);
    note(`and that of the access token ${await useInWords(sibling)}`);
  }),
);

// The page is silent: S9 does not say whether the old pair refreshes once more before it is deleted.
test(
  'a second refresh with the old expire token',
  requirement('observed.second-refresh-before-switch', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const old = await given.workingSession(alice);

    const first = await old.refresh();
    const second = await old.refresh();
    given.pair(first, 'the first refresh gives no pair');

    note(`a second refresh with the old expire token before the switch: ${inWords(second, first)}`);
    note(`then the pair of the first refresh ${await usePairInWords(alice, first)}`);
    note(`that of the second ${await usePairInWords(alice, second)}`);
    note(`and the old access token ${await useInWords(old)}`);
  }),
);

// The page is silent: S8 does not say what two refreshes at the same moment answer.
test(
  'two refreshes of one pair at the same moment',
  requirement('observed.simultaneous-refreshes', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const { old, answers } = await twoRefreshesAtOnce(alice);
    const [one, other] = answers;

    note(`two refreshes of one pair at the same moment: ${inWords(one)}; and ${inWords(other, one)}`);
    note(`then the one pair ${await usePairInWords(alice, one)}`);
    note(`the other ${await usePairInWords(alice, other)}`);
    note(`and the old access token ${await useInWords(old)}`);
  }),
);

// The page is silent: S7 does not say whether the access token of the header must still live.
test(
  'a refresh with an access token that has expired',
  requirement('observed.refresh-with-expired-access-token', '@timed'),
  onEachHost(async ({ waited }) => {
    const session = waited.idleBesideOthers;
    given.refused(session.check(), 'sessions do not end by themselves');

    note(`a refresh with the pair of an expired session: ${session.refreshAfterEnd()}`);
  }),
);

// The page is silent: S2 does not say what a login does to earlier sessions.
test(
  'what a login does to earlier sessions',
  requirement('observed.several-sessions'),
  onEachHost(async ({ preflight }) => {
    note(loginEffectInWords(preflight));
  }),
);

// The page is silent: S10 does not say what an expire token of a wrong kind is answered.
test(
  'an expire token of a wrong kind',
  requirement('observed.invalid-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await given.refreshedSession(alice);

    for (const value of WRONG_KINDS) {
      const answer = await refreshWithWrongKind(session, value);
      note(`a refresh whose expire_token is ${JSON.stringify(value)}: ${inWords(answer)}`);
    }
  }),
);

// The page is silent: S1 does not say what the JSON must be called.
test(
  'other Content-Types of requests',
  requirement('observed.content-types'),
  onEachHost(async ({ alice }) => {
    await given.session(alice);

    for (const type of [FORM, 'text/plain', 'application/octet-stream'] as const) {
      const answer = await loginCalled(type, alice);
      note(`a login with JSON that is called ${type}: ${inWords(answer)}`);
    }
  }),
);

// The page is silent: S3 names one header, and does not forbid other places.
test(
  'access tokens anywhere but in their header',
  requirement('observed.tokens-elsewhere'),
  onEachHost(async ({ alice }) => {
    const session = await given.workingSession(alice);

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

    note(`the resource, with the access token as Authorization: Bearer: ${inWords(bearer)}`);
    note(`with the access token in a cookie: ${inWords(cookie)}`);
    note(`a refresh with the access token in the body: ${inWords(body)}`);
  }),
);

// The page is silent: S1 and S7 name fields, and do not forbid others.
test(
  'fields of requests that the page does not name',
  requirement('observed.unknown-request-fields'),
  onEachHost(async ({ alice }) => {
    const session = await given.workingSession(alice);
    const unknown = { unknown_field: 'text' };

    const login = await alice.tryLogin({ body: { ...alice.body(unknown), ...unknown } });
    const refresh = await session.refresh({ body: { expire_token: session.expireToken, ...unknown } });

    note(`a login with unknown fields, beside credentials and in it: ${inWords(login)}`);
    note(`a refresh with an unknown field: ${inWords(refresh)}`);
  }),
);

// The page is silent: whether the case of letters counts that carry nothing in it, as in hexadecimal digits.
test(
  "tokens in the other case, where the letters' case carries nothing",
  requirement('observed.token-case', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const session = await given.workingSession(alice);

    for (const sentence of await otherCaseInWords(session)) note(sentence);
  }),
);

// The page is silent: whether spaces around an expire token count.
test(
  'an expire token with spaces at its end',
  requirement('observed.expire-token-with-spaces', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const session = await given.workingSession(alice);

    const answer = await session.refresh({ body: { expire_token: `${session.expireToken}  ` } });

    note(`a refresh whose expire_token has two spaces at its end: ${inWords(answer)}`);
  }),
);
