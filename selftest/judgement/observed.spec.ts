/** Where the page is silent, the certificate says what the host did: on two hosts that do otherwise, otherwise. */
import { accounts } from '../../host/reference/accounts.ts';
import { type Answer, failure, Host, type Incoming, steadyClock } from '../../host/reference/routes.ts';
import { type Account, type Renewal, type Session, Sessions } from '../../host/reference/rules.ts';
import type { Certificate } from '../../schemas/index.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

/** Spends an expire token with its first use, and lets nobody refresh with another session's access token. */
class Strict extends Sessions {
  private readonly spent = new Set<string>();

  override renew(requester: Session, expireToken: string): Renewal {
    if (this.spent.has(expireToken)) return { refused: 'no such session' };
    if (requester.expireToken !== expireToken) return { refused: 'not the owner' };
    this.spent.add(expireToken);
    return super.renew(requester, expireToken);
  }
}

/** Finds tokens in any case and with white space around them. */
class Loose extends Sessions {
  protected override byAccessToken(token: string): Session | undefined {
    return super.byAccessToken(token.trim().toLowerCase());
  }

  protected override byExpireToken(token: string): Session | undefined {
    return super.byExpireToken(token.trim().toLowerCase());
  }
}

/** Trims passwords. */
class Trimming extends Host {
  protected override matches(account: Account, email: string, password: string): boolean {
    return super.matches(account, email, password.trim());
  }
}

/** Takes the access token from wherever it is sent, and no body that is not called JSON. */
class Lenient extends Host {
  override answer(request: Incoming): Answer {
    const value = (name: string) =>
      request.rawHeaders[request.rawHeaders.findIndex((one) => one.toLowerCase() === name) + 1] ?? '';
    if (request.method === 'POST' && !value('content-type').startsWith('application/json'))
      return failure(415, 5, 'The body must be JSON');
    const [, elsewhere] =
      /^Bearer (.+)/.exec(value('authorization')) ??
      /access_token=([^;]+)/.exec(value('cookie')) ??
      /"access_token":"([^"]+)"/.exec(request.body) ??
      [];
    return super.answer({ ...request, accessToken: request.accessToken ?? elsewhere });
  }
}

function seen({ requirements }: Certificate, id: string): string | undefined {
  const { verdict, reason } = requirements.find((one) => one.id === `observed.${id}`) ?? {};
  return verdict === 'observed' ? reason : `${verdict}: ${reason}`;
}

test('what is seen is what the host does', async ({ certify, serve }) => {
  const rules = { ttl: 3, longliveTtl: 157_680_000, now: steadyClock };
  const url = await serve(new Lenient(accounts, new Strict(rules)));

  const { certificate, output } = await certify(settingsFor(url), '--grep', '@OBSERVED');

  expect(seen(certificate, 'second-refresh-before-switch')).toBe(
    'a second refresh with the old expire token before the switch: 401 with error_code 10; then the pair of the first refresh worked; that of the second was not there; and the old access token was answered 401 with error_code 7',
  );
  expect(seen(certificate, 'simultaneous-refreshes')).toMatch(/401 with error_code 10/);
  expect(seen(certificate, 'refresh-with-expired-access-token')).toBe(
    'a refresh with the pair of an expired session: 401 with error_code 8',
  );
  expect(seen(certificate, 'refresh-with-sibling-access-token')).toMatch(
    /: 403 with error_code 9; then the new pair was not there; the session of the expire token worked;/,
  );
  expect(seen(certificate, 'several-sessions')).toBe(
    "a new login leaves the account's earlier sessions alive",
  );
  expect(seen(certificate, 'content-types')).toContain('called text/plain: 415 with error_code 5;');
  expect(seen(certificate, 'unknown-request-fields')).toMatch(/: 200, a pair; a refresh .*: 200, a pair$/);
  expect(seen(certificate, 'tokens-elsewhere')).toBe(
    'the resource, with the access token as Authorization: Bearer: 200; with the access token in a cookie: 200; a refresh with the access token in the body: 200, a pair',
  );
  expect(seen(certificate, 'token-case')).toBe(
    'the resource, with the access token in the other case, which carries nothing in it: 401 with error_code 7; a refresh with the expire token in the other case, which carries nothing in it: 403 with error_code 9',
  );
  expect(seen(certificate, 'expire-token-with-spaces')).toMatch(
    /two spaces at its end: 403 with error_code 9$/,
  );
  expect(seen(certificate, 'password-with-spaces')).toBe(
    'a login with the right password and a space at its end: 401 with error_code 15',
  );
  expect(output).toContain('where the page is silent, 13 things were observed');
  expect(certificate.requirements.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
});

test('a host that trims and ignores the case of hexadecimal digits fails nothing', async ({
  certify,
  serve,
}) => {
  const rules = { ttl: 30, longliveTtl: 157_680_000, now: steadyClock };
  const url = await serve(new Trimming(accounts, new Loose(rules)));
  const ids = ['token-case', 'expire-token-with-spaces', 'password-with-spaces'];

  const { certificate, ids: having } = await certify(
    { ...settingsFor(url), OZ_SESSION_TTL: '30' },
    '--grep',
    [
      ...ids.map((id) => `@observed.${id}`),
      '@access.rejects-altered-token',
      '@error.unknown-expire-token',
    ].join('|'),
    '--quick',
  );

  expect(having('failed')).toEqual([]);
  expect(having('passed')).toEqual(['access.rejects-altered-token', 'error.unknown-expire-token']);
  expect(seen(certificate, 'token-case')).toMatch(/in it: 200; .* in it: 200, a pair$/);
  expect(seen(certificate, 'expire-token-with-spaces')).toMatch(/: 200, a pair$/);
  expect(seen(certificate, 'password-with-spaces')).toMatch(/: 200, a pair; .*beginning: 200, a pair$/);
});
