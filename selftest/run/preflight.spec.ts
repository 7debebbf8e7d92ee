/** What only the user can correct stops a host's run with one message; what breaks the page does not. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { accounts } from '../../host/reference/accounts.ts';
import { type Wire, write } from '../../host/reference/http.ts';
import { type Answer, Host, type Incoming, referenceHost, steadyClock } from '../../host/reference/routes.ts';
import { Sessions } from '../../host/reference/rules.ts';
import type { Certificate } from '../../schemas/index.ts';
import { certificateIn, expect, settingsFor, start, test } from '../tools/certify.ts';

const PERIODS = { ttl: 6, longliveTtl: 157_680_000 };

/** Sends each login on to another host. */
class Elsewhere extends Host {
  override answer(): Answer {
    return { status: 307, headers: { Location: 'https://elsewhere.example.com/login' }, body: null };
  }
}

/** Answers a login with one of the two tokens. */
class Half extends Host {
  protected override auth(request: Incoming): Answer {
    const answer = super.auth(request);
    return answer.status === 200
      ? { status: 200, body: { access_token: 'only-this-one-of-the-two' } }
      : answer;
  }
}

/** Puts a byte order mark before each answer. */
const marked: Wire = ({ response, speak }) => {
  const { status, body } = speak();
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(`\uFEFF${JSON.stringify(body)}`);
};

/** Answers the request for the version with an error that no requirement would stand. */
const paged: Wire = ({ incoming, response, speak }) => {
  if (incoming.path === '/api/version') {
    const trace = 'Traceback (most recent call last)';
    response.writeHead(500, { 'Content-Type': 'text/html' }).end(`<pre>${trace}</pre>`);
  } else write(response, speak());
};

const made = (Other: typeof Host) => new Other(accounts, new Sessions({ ...PERIODS, now: steadyClock }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 9;
}

const ids = ({ requirements }: Certificate, verdict: string, level?: string) =>
  requirements
    .filter((one) => one.verdict === verdict && (level === undefined || one.level === level))
    .map(({ id }) => id)
    .toSorted();

test('a host that is down ends the run with one message', async ({ certify }) => {
  const { code, certificate, output } = await certify(settingsFor(`http://127.0.0.1:${await freePort()}`));

  expect(code).toBe(2);
  expect(certificate.verdict).toBe('inconclusive');
  expect(certificate.summary).toMatch(/cannot be tested: .*ECONNREFUSED.*Check OZ_API_HOST/);
  expect(output).toContain(certificate.summary);
  expect([...ids(certificate, 'passed'), ...ids(certificate, 'failed')]).toEqual([]);
  // The line that names the host, the verdict with its one message, and where the certificate is.
  expect(
    output
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== ''),
  ).toHaveLength(3);
});

test('hosts and settings of many kinds', async ({ serve }, testInfo) => {
  const url = await serve(referenceHost(accounts, PERIODS));
  const passwords = {
    OZ_USER_PASSWORD: { env: 'A_PASSWORD' },
    OZ_OTHER_USER_PASSWORD: { env: 'B_PASSWORD' },
    OZ_SERVICE_USER_PASSWORD: { env: 'S_PASSWORD' },
  };
  const right = { ...settingsFor(url), OZ_SESSION_TTL: 6, ...passwords };
  const [alice] = accounts;
  const hosts = {
    'wrong-password': { ...right, OZ_OTHER_USER_PASSWORD: { env: 'WRONG_PASSWORD' } },
    'wrong-resource': { ...right, OZ_RESOURCE_PATH: '/api/nothing/' },
    'wrong-base': { ...right, OZ_API_HOST: `${url}/v2` },
    elsewhere: { ...right, OZ_API_HOST: await serve(made(Elsewhere)) },
    half: { ...right, OZ_API_HOST: await serve(made(Half)) },
    marked: { ...right, OZ_API_HOST: await serve(made(Host), marked) },
    'wrong-ttl': { ...right, OZ_SESSION_TTL: 3 },
    'no-time': { ...right, OZ_TIME_BUDGET: 0 },
    'version-behind-a-page': { ...right, OZ_TIME_BUDGET: 0, OZ_API_HOST: await serve(made(Host), paged) },
    'one-account': {
      OZ_API_HOST: url,
      OZ_USER_EMAIL: alice.email,
      OZ_USER_PASSWORD: passwords.OZ_USER_PASSWORD,
      OZ_SESSION_TTL: 6,
    },
  };
  const file = testInfo.outputPath('fleet.yaml');
  writeFileSync(file, JSON.stringify({ hosts }));
  const reportDir = testInfo.outputPath('report');
  const [a, b, s] = accounts.map(({ password }) => password);
  const secrets = { A_PASSWORD: a ?? '', B_PASSWORD: b ?? '', S_PASSWORD: s ?? '' };

  const values = { ...secrets, WRONG_PASSWORD: 'planted-wrong-one', OZ_REPORT_DIR: reportDir };
  const child = start(values, ['--fleet', file]);
  child.stdout.resume();
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);

  const of = (name: keyof typeof hosts) => certificateIn(path.join(reportDir, name));
  for (const [name, message] of [
    ['wrong-password', /"bob@example.com" was refused with status 401.*OZ_OTHER_USER_PASSWORD/],
    ['wrong-resource', /\/api\/nothing\/ answers 404.*Check OZ_RESOURCE_PATH/],
    ['wrong-base', /has no login: .* answers 404.*Check OZ_API_HOST/],
    ['elsewhere', /OZ_API_HOST=https:\/\/elsewhere.example.com/],
  ] as const)
    await test.step(`${name} stops`, () => {
      expect(of(name).verdict).toBe('inconclusive');
      expect(of(name).summary).toMatch(message);
      expect([...ids(of(name), 'passed'), ...ids(of(name), 'failed')]).toEqual([]);
    });

  await test.step('a login without a pair is for the specs to judge', () => {
    expect(ids(of('half'), 'failed', 'MUST')).toEqual(['issue.returns-pair']);
    const pair = of('half').requirements.find(({ id }) => id === 'issue.returns-pair');
    expect(pair?.reason).toContain('the answer has no `expire_token`');
  });

  await test.step('a byte order mark is called that', () => {
    expect(ids(of('marked'), 'failed', 'MUST')).toEqual(['issue.returns-pair']);
    const pair = of('marked').requirements.find(({ id }) => id === 'issue.returns-pair');
    expect(pair?.reason).toContain('the answer begins with a byte order mark');
    const envelope = of('marked').requirements.find(({ id }) => id === 'error.envelope');
    expect(envelope?.reason).toContain('the answer begins with a byte order mark');
  });

  await test.step('a TTL setting that does not match fails, with a hint at the setting', () => {
    expect(ids(of('wrong-ttl'), 'failed')).toEqual(['extension.expires', 'issue.lifetime']);
    const lifetime = of('wrong-ttl').requirements.find(({ id }) => id === 'issue.lifetime');
    expect(lifetime?.reason).toContain('OZ_SESSION_TTL=6 is right');
  });

  await test.step('no time to wait leaves what needs waiting inconclusive', () => {
    expect(ids(of('no-time'), 'failed')).toEqual([]);
    expect(ids(of('no-time'), 'inconclusive', 'MUST')).not.toContain('refresh.returns-new-pair');
    const expires = of('no-time').requirements.find(({ id }) => id === 'extension.expires');
    expect(expires?.reason).toMatch(/it needs \d+ s of waiting, and OZ_TIME_BUDGET leaves 0 s/);
  });

  await test.step('the version of the host stands on its certificate, and nothing is judged of it', () => {
    expect(of('no-time').host.version).toBe('6.2.0');
    expect(of('version-behind-a-page').host.version).toBeUndefined();
    expect(ids(of('version-behind-a-page'), 'failed')).toEqual([]);
    expect(ids(of('version-behind-a-page'), 'passed')).toContain('error.envelope');
  });

  await test.step('accounts that are not configured make inconclusive what needs them', () => {
    expect(of('one-account').verdict).toBe('inconclusive');
    expect(ids(of('one-account'), 'failed')).toEqual([]);
    expect(ids(of('one-account'), 'inconclusive', 'MUST')).toEqual([
      'error.foreign-expire-token',
      'error.refusals-are-harmless',
      'refresh.spares-other-sessions',
      'service.lifetime',
      'service.outlives-regular',
      'service.refreshes',
    ]);
    const reasons = of('one-account').requirements.map(({ reason }) => reason);
    expect(reasons).toContainEqual(expect.stringContaining('OZ_OTHER_USER_PASSWORD are not set'));
    expect(reasons).toContainEqual(expect.stringContaining('OZ_SERVICE_USER_PASSWORD are not set'));
  });
});
