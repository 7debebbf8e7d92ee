/** The access token grants access to system resources, in the header X-Forensic-Access-Token (S3, S5). */
import {
  allThenEach,
  expect,
  given,
  onEachHost,
  requestWithoutToken,
  requestWithUnissuedToken,
  requirement,
  test,
} from '../fixtures/index.ts';

// S3: The access token opens the system's resources. It is sent in the header X-Forensic-Access-Token.
test(
  'the access token grants access, every time',
  requirement('access.grants'),
  onEachHost(async ({ everyType }) => {
    for (const account of everyType)
      await test.step(account.name, async () => {
        const session = await given.untriedSession(account);

        expect(await session.request()).toBeGranted();
        expect(await session.request()).toBeGranted();
        expect(await session.request({ headers: { Connection: 'close' } })).toBeGranted();
        expect(await session.request()).toBeGranted();

        await given.refusesUnissuedTokens(session);
      });
  }),
);

// S3: The access token opens the system's resources. It is sent in the header X-Forensic-Access-Token.
test(
  'without an access token there is no access',
  requirement('access.requires-token'),
  onEachHost(async ({ alice }) => {
    // Granted right before, as a host may keep an answer and give it to whoever asks next.
    const session = await given.workingSession(alice);

    expect(await requestWithoutToken(session)).toBeRefused();
    expect(await session.request({ accessToken: '' })).toBeRefused();

    await given.works(session);
  }),
);

// S3: The access token opens the system's resources. It is sent in the header X-Forensic-Access-Token.
test(
  'a token that was never issued is refused',
  requirement('access.rejects-unknown-token'),
  onEachHost(async ({ alice }) => {
    const session = await given.workingSession(alice);

    expect(await requestWithUnissuedToken(session)).toBeRefused();

    await given.works(session);
  }),
);

// S3: The access token opens the system's resources. It is sent in the header X-Forensic-Access-Token.
test(
  'an altered access token is refused',
  requirement('access.rejects-altered-token'),
  onEachHost(async ({ alice }) => {
    const session = await given.session(alice);

    await allThenEach(session.forged.alteredAccessTokens(), async (some) => {
      await given.works(session);
      for (const { how, token } of some)
        await test.step(how, async () => {
          expect(await session.request({ accessToken: token })).toBeRefused();
        });
      await given.works(session);
    });
  }),
);

// S3: The access token opens the system's resources. It is sent in the header X-Forensic-Access-Token.
// S5: The expire token is there to renew the access token.
test(
  'the expire token is no access token',
  requirement('access.rejects-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await given.workingSession(alice);

    expect(await session.request({ accessToken: session.expireToken })).toBeRefused();

    const renewed = await given.refreshed(session);
    expect(await renewed.request({ accessToken: renewed.expireToken })).toBeRefused();

    await given.works(renewed);
  }),
);

// RFC 9110 5.1: Names of header fields are case-insensitive.
test(
  "the header's name counts in any case",
  requirement('access.header-name-any-case'),
  onEachHost(async ({ alice }) => {
    const session = await given.workingSession(alice);
    await given.refusesUnissuedTokens(session);

    for (const headerName of [
      'x-forensic-access-token',
      'X-FORENSIC-ACCESS-TOKEN',
      'x-fOrEnSiC-aCcEsS-tOkEn',
    ])
      await test.step(headerName, async () => {
        expect(await session.request({ headerName })).toBeGranted();
      });
  }),
);

// API Error Codes: 6 stands for no token, 7 for one that no session has.
test(
  'a refusal says why, with its code',
  requirement('access.describes-refusals'),
  onEachHost(async ({ alice }) => {
    const session = await given.session(alice);

    const missing = await requestWithoutToken(session);
    given.refused(missing, 'a request without a token is not refused');
    expect(missing).toMatchSchema('error');
    expect(missing).toHaveErrorCode(6);

    const unknown = await requestWithUnissuedToken(session);
    given.refused(unknown, 'a token that was never issued is not refused');
    expect(unknown).toMatchSchema('error');
    expect(unknown).toHaveErrorCode(7);
  }),
);
