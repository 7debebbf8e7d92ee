/** What only the user can correct stops the run with one message; what breaks the page does not. */
import { createServer } from 'node:net';
import { accounts } from '../host/accounts.ts';
import { type Answer, Host, type Incoming, referenceHost, steadyClock } from '../host/server.ts';
import { Sessions } from '../host/sessions.ts';
import { type Certified, expect, settingsFor, test } from './certify.ts';

const RULES = { ttl: 3, longliveTtl: 157_680_000 };

function expectStop({ code, output, certificate, ids }: Certified, message: string | RegExp): void {
  expect(output).toMatch(message);
  expect(code).toBe(2);
  expect(certificate.verdict).toBe('inconclusive');
  expect(certificate.summary).toMatch(message);
  expect(ids('passed')).toEqual([]);
  expect(ids('failed')).toEqual([]);
  // The line that names the host, the verdict with its one message, and where the certificate is.
  expect(
    output
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== ''),
  ).toHaveLength(3);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 9;
}

test('a host that is down', async ({ certify }) => {
  const run = await certify(settingsFor(`http://127.0.0.1:${await freePort()}`));

  expectStop(run, /cannot be tested: .*ECONNREFUSED.*Check OZ_API_HOST/);
});

test('a wrong password', async ({ certify, serve }) => {
  const url = await serve(referenceHost(accounts, RULES));

  const run = await certify({ ...settingsFor(url), OZ_OTHER_USER_PASSWORD: 'planted-wrong-one' });

  expectStop(run, /"bob@example.com" was refused with status 401.*OZ_OTHER_USER_PASSWORD/);
  expect(run.output).not.toContain('planted-wrong-one');
});

test('a wrong resource path', async ({ certify, serve }) => {
  const url = await serve(referenceHost(accounts, RULES));

  const run = await certify({ ...settingsFor(url), OZ_RESOURCE_PATH: '/api/nothing/' });

  expectStop(run, /\/api\/nothing\/ answers 404.*Check OZ_RESOURCE_PATH/);
});

test('a wrong base path', async ({ certify, serve }) => {
  const url = await serve(referenceHost(accounts, RULES));

  expectStop(await certify(settingsFor(`${url}/v2`)), /has no login: .* answers 404.*Check OZ_API_HOST/);
});

test('a login that is sent on to another host', async ({ certify, serve }) => {
  class Elsewhere extends Host {
    override answer(): Answer {
      return { status: 307, headers: { Location: 'https://elsewhere.example.com/login' }, body: null };
    }
  }
  const url = await serve(new Elsewhere(accounts, new Sessions({ ...RULES, now: steadyClock })));

  expectStop(await certify(settingsFor(url)), /OZ_API_HOST=https:\/\/elsewhere.example.com/);
});

test('a TTL setting that does not match fails, with a hint at the setting', async ({ certify, serve }) => {
  const url = await serve(referenceHost(accounts, { ...RULES, ttl: 6 }));

  const { code, output, ids } = await certify(settingsFor(url));

  expect(code).toBe(1);
  expect(ids('failed')).toEqual(['extension.expires', 'issue.lifetime']);
  expect(output).toContain('OZ_SESSION_TTL=6 is right');
});

test('accounts that are not configured make inconclusive what needs them', async ({ certify, serve }) => {
  const url = await serve(referenceHost(accounts, RULES));
  const one = { OZ_OTHER_USER_EMAIL: '', OZ_OTHER_USER_PASSWORD: '', OZ_SERVICE_USER_EMAIL: '' };

  const run = await certify({ ...settingsFor(url), ...one, OZ_SERVICE_USER_PASSWORD: '' });

  expect(run.code).toBe(2);
  expect(run.ids('failed')).toEqual([]);
  expect(run.ids('inconclusive', 'MUST')).toEqual([
    'error.foreign-expire-token',
    'error.refusals-are-harmless',
    'refresh.spares-other-sessions',
    'service.lifetime',
    'service.outlives-regular',
    'service.refreshes',
  ]);
  expect(run.output).toContain('OZ_OTHER_USER_EMAIL and OZ_OTHER_USER_PASSWORD are not set');
  expect(run.output).toContain('OZ_SERVICE_USER_EMAIL and OZ_SERVICE_USER_PASSWORD are not set');
});

test('a login without a pair is for the specs to judge', async ({ certify, serve }) => {
  class Half extends Host {
    protected override auth(request: Incoming): Answer {
      const answer = super.auth(request);
      return answer.status === 200
        ? { status: 200, body: { access_token: 'only-this-one-of-the-two' } }
        : answer;
    }
  }
  const url = await serve(new Half(accounts, new Sessions({ ...RULES, now: steadyClock })));

  const { code, ids, output } = await certify(settingsFor(url));

  expect(code).toBe(1);
  expect(ids('failed', 'MUST')).toEqual(['issue.returns-pair']);
  expect(output).toContain('the answer has no `expire_token`');
});
