/** The old pair is deleted upon the first authentication with the renewed tokens: not before, and only that pair (S9). */
import {
  expect,
  given,
  leaveAlone,
  onEachHost,
  requirement,
  SESSION_NOT_FOUND,
  test,
  useOfOldPair,
} from '../fixtures/index.ts';

// S9: The old pair is deleted upon the first authentication with the renewed tokens.
test(
  'the old pair still works until the renewed tokens are first used',
  requirement('refresh.old-pair-survives'),
  onEachHost(async ({ alice }) => {
    const old = await given.workingSession(alice);
    await given.refusesUnissuedTokens(old);
    const renewed = await given.refreshed(old);
    given.replaced(renewed, old);

    expect(await old.request()).toBeGranted();
    expect(await old.request()).toBeGranted();
    await leaveAlone(old);
    expect(await old.request()).toBeGranted();

    await given.works(renewed);
  }),
);

// S9: The old pair is deleted upon the first authentication with the renewed tokens.
test(
  'the old access token dies when the renewed tokens are first used',
  requirement('refresh.old-access-token-dies', '@after-experiments'),
  onEachHost(async ({ everyType }) => {
    for (const account of everyType)
      await test.step(account.name, async () => {
        const old = await given.session(account);
        const renewed = await given.refreshed(old);
        given.replaced(renewed, old);
        // Used right before the switch, as an answer that a host caches for the old token must not outlive the switch.
        await given.works(old);
        await given.works(renewed);

        expect(await old.request()).toBeRefused();
        expect(await renewed.refresh({ accessToken: old.accessToken })).toBeRefused();

        // Neither the attempt nor a further refresh and the first use of its pair may revive the old token.
        const third = await given.refreshed(await given.stillWorksIfInDoubt(renewed));
        await given.works(third);
        expect(await old.request()).toBeRefused();

        await given.stillWorks(third);
      });
  }),
);

// S9: The old pair is deleted upon the first authentication with the renewed tokens.
// S11: 401 with "Session not found": no session has the expire token that was sent.
test(
  'the old expire token dies when the renewed tokens are first used',
  requirement('refresh.old-expire-token-dies', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const { withExpireToken } = await useOfOldPair(alice);

    expect(withExpireToken).toBeDocumentedError(SESSION_NOT_FOUND);
  }),
);

// S9: The old pair is deleted upon the first authentication with the renewed tokens.
test(
  'after refreshes in a row, the first use of the last pair leaves no other',
  requirement('refresh.chain-leaves-nothing', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const { withAccessToken, withExpireToken } = await useOfOldPair(alice);
    given.refused(withAccessToken, 'not even one refresh ends the old access token');
    given.rejected(withExpireToken, 'not even one refresh ends the old expire token');
    const first = await given.session(alice);
    const second = await given.refreshed(first);
    const third = alice.sessionOf(await second.refresh(), second);
    given.replaced(second, first);
    given.replaced(third, second);
    await given.works(third);

    for (const earlier of [first, second]) expect(await earlier.request()).toBeRefused();
    expect(await third.refresh({ expireToken: first.expireToken })).toBeRejected();
    const last = await given.stillWorksIfInDoubt(third);
    expect(await last.refresh({ expireToken: second.expireToken })).toBeRejected();
    await given.stillWorks(last);
  }),
);

// S9: The old pair is deleted upon the first authentication with the renewed tokens.
test(
  'other sessions and other accounts are spared',
  requirement('refresh.spares-other-sessions', '@after-experiments'),
  onEachHost(async ({ alice, bob, preflight }) => {
    const old = await given.session(alice);
    const others = await given.otherSessions(preflight, old, bob);

    const renewed = await given.refreshed(old);
    await given.works(renewed);

    for (const other of others)
      await test.step(other.account.name, async () => {
        expect(await other.request()).toBeGranted();
        expect(await other.refresh()).toMatchSchema('pair');
      });
  }),
);
