/** Good practice: what keeps passwords and tokens from those whom they are not for. */
import { expect, given, onEachHost, requirement, test, works } from '../fixtures/index.ts';
import { indistinctLogins } from '../fixtures/wrong-logins.ts';

test(
  'nobody on the way can read what is sent',
  requirement('security.tls'),
  onEachHost(async ({ all, baseUrl, verified, embedded }) => {
    expect(all('security.tokens-in-body-only')).toTravelEncrypted({ baseUrl, verified, embedded });
  }),
);

test(
  'a wrong password and an unknown email are answered alike',
  requirement('security.no-enumeration'),
  onEachHost(async ({ alice }) => {
    const { wrongPassword, unknownEmails } = indistinctLogins(alice);
    await works(await alice.login());

    const unknown = await alice.authenticateWith(unknownEmails[0]);
    const another = await alice.authenticateWith(unknownEmails[1]);
    const wrong = await alice.authenticateWith(wrongPassword);
    await works(await alice.login());
    for (const answer of [unknown, another, wrong]) given.rejected(answer, 'a wrong login is not rejected');

    expect(wrong).toSayNoMoreThan(unknown, another);
  }),
);

test(
  'no token can be guessed, and none repeats',
  requirement('security.token-strength', '@after-experiments'),
  onEachHost(async ({ issuedTokens, all }) => {
    expect(issuedTokens).toBeStrong(all('security.no-store'));
  }),
);

test(
  'answers that carry tokens forbid caching',
  requirement('security.no-store', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.no-store')).toMeet('security.no-store');
  }),
);

test(
  'no error repeats a password or a token',
  requirement('security.no-echo', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.no-echo')).toMeet('security.no-echo');
  }),
);

test(
  'no error shows how the host is made',
  requirement('security.no-internals', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.no-internals')).toMeet('security.no-internals');
  }),
);

test(
  'tokens travel in bodies only',
  requirement('security.tokens-in-body-only', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.tokens-in-body-only')).toMeet('security.tokens-in-body-only');
  }),
);
