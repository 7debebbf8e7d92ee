/** The access token grants access to system resources, in the header X-Forensic-Access-Token (S3, S5). */
import {
  anySession,
  asStranger,
  expect,
  given,
  onEachHost,
  refreshes,
  refusesStrangers,
  requirement,
  test,
  together,
  withoutToken,
  working,
  works,
} from '../fixtures/index.ts';

test(
  'the access token grants access, every time',
  requirement('access.grants'),
  onEachHost(async ({ everyType }) => {
    for (const account of everyType)
      await test.step(account.name, async () => {
        const session = await anySession(account);

        expect(await session.request()).toBeGranted();
        expect(await session.request()).toBeGranted();
        expect(await session.request({ headers: { Connection: 'close' } })).toBeGranted();
        expect(await session.request()).toBeGranted();

        await refusesStrangers(session);
      });
  }),
);

test(
  'without an access token there is no access',
  requirement('access.requires-token'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    expect(await withoutToken(session)).toBeRefused();
    expect(await session.request({ accessToken: '' })).toBeRefused();

    await works(session);
  }),
);

test(
  'a token that was never issued is refused',
  requirement('access.rejects-unknown-token'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    expect(await asStranger(session)).toBeRefused();

    await works(session);
  }),
);

test(
  'an altered access token is refused',
  requirement('access.rejects-altered-token'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    await together(session.forged.alteredAccessTokens(), async (some) => {
      await works(session);
      for (const { how, token } of some)
        await test.step(how, async () => {
          expect(await session.request({ accessToken: token })).toBeRefused();
        });
      await works(session);
    });
  }),
);

test(
  'the expire token is no access token',
  requirement('access.rejects-expire-token'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    expect(await session.request({ accessToken: session.expireToken })).toBeRefused();

    const renewed = await refreshes(session);
    expect(await renewed.request({ accessToken: renewed.expireToken })).toBeRefused();

    await works(renewed);
  }),
);

test(
  "the header's name counts in any case",
  requirement('access.header-name-any-case'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);
    await refusesStrangers(session);

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

test(
  'a refusal says why, with its code',
  requirement('access.describes-refusals'),
  onEachHost(async ({ alice }) => {
    const session = await working(alice);

    const missing = await withoutToken(session);
    given.refused(missing, 'a request without a token is not refused');
    expect(missing).toMatchSchema('error');
    expect(missing).toHaveErrorCode(6);

    const unknown = await asStranger(session);
    given.refused(unknown, 'a token that was never issued is not refused');
    expect(unknown).toMatchSchema('error');
    expect(unknown).toHaveErrorCode(7);
  }),
);
