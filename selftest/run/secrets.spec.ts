/** No password, no token and no signing key reaches anything that a run writes, whatever goes wrong. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { type Wire, write } from '../../host/reference/http.ts';
import { type Answer, failure, Host, type Incoming, steadyClock } from '../../host/reference/routes.ts';
import { type Account, Sessions } from '../../host/reference/rules.ts';
import { buildAllurePage } from '../../reporter/formats/allure-page.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';
import { findIn, findUnder, formsOf } from '../tools/search.ts';

const accounts: readonly Account[] = [
  { email: 'alice@example.com', password: 'Planted+alice/pässword "1" #', service: false },
  { email: 'bob@example.com', password: "planted'bob&password=2 %41", service: false },
  { email: 'service@example.com', password: 'planted\\service<b>3</b>', service: true },
];

/** What customers have filled in, and is nobody's business. */
const PERSON = { name: 'Planted Q. Customer', national_id: 734_512_998_041, phone: '+49 30 5550 1234' };
const FOLDERS = [{ folder_id: 1, meta_data: PERSON, user: PERSON }];

/** Says everything that it was sent, and the account's password, in each error; and refuses too little. */
class Babbling extends Host {
  override answer(request: Incoming): Answer {
    const answer = super.answer(request);
    if (answer.status < 400) return answer;
    const said = `${request.accessToken} ${request.body} ${accounts.map(({ password }) => password).join(' ')}`;
    return {
      status: answer.status,
      headers: {
        'X-Echo': encodeURIComponent(said),
        'X-Echo-64': Buffer.from(said).toString('base64'),
        'Set-Cookie': `token=${request.accessToken ?? 'none'}`,
      },
      body: {
        ...Object(answer.body),
        ...(answer.status === 400 ? { error_code: 'seven', error_message: said } : {}),
        details: { ...request, connection: undefined, said },
      },
    };
  }

  protected override folders(request: Incoming): Answer {
    const answer = super.folders(request);
    return request.accessToken && answer.status !== 200 ? answer : { status: 200, body: FOLDERS };
  }
}

test('the search finds what is planted', () => {
  const secret = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const forms = formsOf(secret, 'token');
  const inZip = zipSync({ 'a.txt': Buffer.from(`x ${secret.slice(12, 24)}`) });

  expect(findIn(Buffer.from(secret.slice(0, 12)), forms, 'part')).toEqual(['part']);
  expect(findIn(Buffer.from(Buffer.from(`1${secret}`).toString('base64')), forms, '64')).toEqual(['64']);
  expect(findIn(inZip, forms, 'zip')).toEqual(['zip!a.txt']);
  const data = `data:application/zip;base64,${Buffer.from(inZip).toString('base64')}`;
  expect(findIn(Buffer.from(data), forms, 'html')).toEqual(['html!data!a.txt']);
  const quoted = formsOf(`a'b"c<d>&e`.repeat(2), 'password');
  expect(findIn(Buffer.from('a&#39;b&quot;c&lt;d&gt;&amp;e'.repeat(2)), quoted, 'page')).toEqual(['page']);
  const script = `d("data/a.txt","${Buffer.from(`x ${secret.repeat(2)}`).toString('base64')}")`;
  expect(findIn(Buffer.from(script), [secret], 'page')).toEqual(['page!data']);
  expect(findIn(Buffer.from('nothing'), forms, 'nothing')).toEqual([]);
});

/** A babbling host that breaks each twelfth connection, and the tokens that it has issued. */
function babbler() {
  const tokens: string[] = [];
  class Known extends Sessions {
    protected override newToken(): string {
      const token = super.newToken();
      tokens.push(token);
      return token;
    }
  }
  let count = 0;
  const wire: Wire = ({ request, response, speak }) => {
    count++;
    if (count % 12 === 0) request.socket.destroy();
    write(response, count % 30 === 7 ? failure(503, 0, tokens.join(' ')) : speak());
  };
  const sessions = new Known({ ttl: 3, longliveTtl: 1e6, now: steadyClock });
  return { host: new Babbling(accounts, sessions), wire, tokens };
}

function settingsOf(url: string) {
  const [alice = '', bob = '', service = ''] = accounts.map(({ password }) => password);
  return {
    ...settingsFor(url),
    OZ_USER_PASSWORD: alice,
    OZ_OTHER_USER_PASSWORD: bob,
    OZ_SERVICE_USER_PASSWORD: service,
    OZ_FUZZ_REQUESTS: '20',
  };
}

const formsOfAll = (tokens: readonly string[]) => [
  ...accounts.flatMap(({ password }) => formsOf(password, 'password')),
  ...tokens.flatMap((token) => formsOf(token, 'token')),
  ...Object.values(PERSON).flatMap((value) => formsOf(String(value), 'password')),
];

test('a host that babbles, breaks connections and fails requirements', async ({
  certify,
  serve,
}, testInfo) => {
  test.setTimeout(600_000);
  const { host, wire, tokens } = babbler();
  const { privateKey } = generateKeyPairSync('ed25519');
  // The last 32 bytes are the key; what stands before them is the same for all.
  const key = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  const summary = testInfo.outputPath('summary.md');

  const { output, reportDir, ids } = await certify({
    ...settingsOf(await serve(host, wire)),
    OZ_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    GITHUB_STEP_SUMMARY: summary,
  });
  await buildAllurePage(reportDir, 'secrets');

  expect(ids('failed'), output).toEqual(
    expect.arrayContaining(['access.requires-token', 'security.no-echo']),
  );
  expect(tokens.length).toBeGreaterThan(50);
  for (const written of [
    'certificate.json',
    'certificate.html',
    'html/index.html',
    'junit.xml',
    'allure-results',
    'allure-report/index.html',
    'evidence/exchanges.jsonl',
    'evidence/run.json',
    'certificate.intoto.json',
  ])
    expect(existsSync(path.join(reportDir, written)), written).toBe(true);
  const forms = [
    ...formsOfAll(tokens),
    ...formsOf(key.toString('hex'), 'token'),
    ...[0, 1, 2].flatMap((shift) =>
      formsOf(
        Buffer.concat([Buffer.alloc(shift), key])
          .toString('base64')
          .slice(4),
        'token',
      ),
    ),
  ];
  expect(findIn(Buffer.from(output), forms, 'terminal')).toEqual([]);
  expect(findUnder(reportDir, forms)).toEqual([]);
  expect(findIn(readFileSync(summary), forms, 'summary')).toEqual([]);
});

for (const [DEBUG, ...options] of [
  ['pw:*', '--trace', 'on', '--reporter', 'line,json,html,blob'],
  ['*', '--retries', '1'],
] as const)
  test(`traces, other reporters and debugging: DEBUG=${DEBUG} ${options.join(' ')}`, async ({
    certify,
    serve,
  }, testInfo) => {
    test.setTimeout(600_000);
    const { host, wire, tokens } = babbler();
    const values = {
      ...settingsOf(await serve(host, wire)),
      DEBUG,
      PLAYWRIGHT_HTML_OUTPUT_DIR: testInfo.outputPath('html'),
      PLAYWRIGHT_HTML_OPEN: 'never',
      PLAYWRIGHT_BLOB_OUTPUT_DIR: testInfo.outputPath('blob'),
    };

    const { output, ids } = await certify(values, '--quick', ...options);

    expect(ids('failed')).toContain('access.requires-token');
    expect(tokens.length).toBeGreaterThan(50);
    // It does say what passes: names, with the tag of the run.
    expect(output).toMatch(/pw:api/);
    expect(output).toMatch(/\{\{[0-9a-f]{8}:alice access token \d+\}\}/);
    const forms = formsOfAll(tokens);
    expect(findIn(Buffer.from(output), forms, 'terminal')).toEqual([]);
    expect(findUnder(testInfo.outputDir, forms)).toEqual([]);
    if (DEBUG === '*') return;
    const traces = findUnder(testInfo.outputDir, ['alice access token']).join('\n');
    for (const written of ['trace.zip', 'html', 'blob']) expect(traces).toContain(written);
  });

test('a wrong password and a login that breaks the preflight', async ({ certify, serve }) => {
  const wrong = 'planted-wrong-password-1';
  const url = await serve(
    new Babbling(accounts, new Sessions({ ttl: 3, longliveTtl: 1e6, now: steadyClock })),
  );

  const { output, reportDir } = await certify({
    ...settingsFor(url),
    OZ_USER_PASSWORD: wrong,
    OZ_OTHER_USER_EMAIL: '',
    OZ_OTHER_USER_PASSWORD: '',
  });

  const forms = [...formsOf(wrong, 'password')];
  expect(findIn(Buffer.from(output), forms, 'terminal')).toEqual([]);
  expect(findUnder(reportDir, forms)).toEqual([]);
});
