/** Where the page is silent, the certificate says what the host did: on two hosts that do otherwise, otherwise. */
import { accounts } from '../host/accounts.ts';
import { type Answer, failure, Host, type Incoming, steadyClock } from '../host/server.ts';
import { type Renewal, type Session, Sessions } from '../host/sessions.ts';
import type { Certificate } from '../schemas/index.ts';
import { expect, settingsFor, test } from './certify.ts';

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
  expect(output).toContain('where the page is silent, 9 things were observed');
  expect(certificate.requirements.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
});
