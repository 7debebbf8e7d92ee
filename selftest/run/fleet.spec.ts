/** Several hosts in one run: a certificate for each, none held back by another, and a wrong file refused. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkReport, reportIn } from '../../reporter/signature/check.ts';
import { PROXY_NAMES } from '../../fixtures/settings/connection/proxy.ts';
import { readFleet } from '../../fixtures/settings/files/fleet.ts';
import { NAMES } from '../../fixtures/settings/model.ts';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { accessFaults } from '../../host/faults/access/access-token.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { readOverview } from '../../reporter/fleet/files.ts';
import { certificateIn, expect, ROOT, start, test } from '../tools/certify.ts';
import { evidenceMistakes } from '../tools/evidence.ts';
import { entryFor, SECRETS } from './fleet-entry.ts';

const PERIODS = { ttl: 3, longliveTtl: 157_680_000 };

const WAIVERS = `waivers:
  - requirement: access.requires-token
    reason: Fixed in the next release
    owner: Jane Doe
    until: 9999-12-31`;

test('each host is judged by itself, and each certificate signed', async ({ serve }, testInfo) => {
  const faulty = accessFaults.find(({ name }) => name === 'access-without-token');
  if (!faulty) throw new Error('no such fault');
  const hosts = {
    right: entryFor(await serve(referenceHost(accounts, PERIODS))),
    faulty: entryFor(await serve(faulty.host(accounts, PERIODS))),
    down: entryFor('http://127.0.0.1:9'),
    // It takes the request, and never answers.
    hangs: entryFor(await serve(referenceHost(accounts, PERIODS), () => undefined)),
    waived: {
      ...entryFor(await serve(faulty.host(accounts, PERIODS))),
      OZ_WAIVERS: testInfo.outputPath('waivers.yaml'),
    },
  };
  writeFileSync(hosts.waived.OZ_WAIVERS, WAIVERS);
  const file = testInfo.outputPath('fleet.yaml');
  writeFileSync(file, JSON.stringify({ hosts }));
  const reportDir = testInfo.outputPath('report');

  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const child = start({ ...SECRETS, OZ_REPORT_DIR: reportDir, OZ_TIME_BUDGET: '', OZ_SIGNING_KEY: key }, [
    '--fleet',
    file,
  ]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));

  const certificates = Object.keys(hosts).map((name) => certificateIn(path.join(reportDir, name)));
  expect(
    certificates.map(({ verdict }) => verdict),
    output,
  ).toEqual(['conformant', 'nonconformant', 'inconclusive', 'inconclusive', 'conformant']);
  expect(certificates[2]?.summary).toContain('ECONNREFUSED');
  expect(certificates[3]?.summary).toContain('no answer within 15 s');
  // The sessions of the others don't wait for it.
  const asked = recorded(path.join(reportDir, 'hangs')).map(({ sentAt }) => sentAt);
  const [waited] = certificates[0]?.timelines?.map((one) => one.start).toSorted() ?? [];
  expect(waited).toMatch(/^2/);
  expect(String(asked.toSorted().at(-1)) > String(waited)).toBe(true);
  expect(new Set(certificates.map(({ run }) => run.id)).size).toBe(5);
  expect(certificates[1]?.requirements.filter(({ waiver }) => waiver)).toEqual([]);
  expect(output).toMatch(/waived: CONFORMANT with 1 waiver: .*access\.requires-token/);
  expect(output).toMatch(/faulty: NONCONFORMANT: .*access\.requires-token/);
  expect(code).toBe(1);
  expect(output).toContain('overview.html: 2 of 5 hosts conform');
  const overview = readOverview(reportDir);
  expect(overview?.hosts.map(({ verdict }) => verdict)).toEqual(certificates.map(({ verdict }) => verdict));
  expect(overview?.hosts[0]?.since).toBeUndefined();
  for (const { verdict, run } of certificates) {
    const folder = path.join(reportDir, run.id.split('.')[1] ?? '');
    const { problems, certificate } = checkReport(reportIn(folder), publicKey);
    expect({ problems, verdict: certificate?.verdict }).toEqual({ problems: [], verdict });
    expect(evidenceMistakes(folder)).toEqual([]);
  }
});

const WRONG: ReadonlyArray<{ readonly file: string; readonly says: readonly string[] }> = [
  { file: 'hosts: [', says: ['line 1', 'no YAML'] },
  { file: 'fleet: {}', says: ['names no hosts', 'OZ_USER_PASSWORD: { env: BANK_A_PASSWORD }'] },
  { file: 'hosts: {}', says: ['names no hosts'] },
  { file: 'hosts: []', says: ['names no hosts'] },
  { file: 'hosts: { a: }', says: ['line 1: host "a"', 'no settings', 'Write OZ_API_HOST'] },
  {
    file: 'hosts:\n  a:\n    OZ_API_HOST: "http://a.example"\n    OZ_TIME_BUDGET:\n    OZ_CA_FILE: { file: x }\n    OZ_SESION_TTL: 3',
    says: [
      'line 4: host "a": OZ_TIME_BUDGET is neither a text nor a number. Write its value',
      'line 5: host "a": OZ_CA_FILE is neither',
      'line 6: host "a": "OZ_SESION_TTL" is no setting of a host. Write one of OZ_API_HOST',
    ],
  },
  {
    file: 'hosts:\n  a:\n    OZ_API_HOST: http://a.example\n    OZ_USER_EMAIL: a@b\n    OZ_SESSION_TTL: 15m\n    OZ_USER_PASSWORD: { env: A_PASSWORD }',
    says: ['line 5: host "a": OZ_SESSION_TTL is "15m"'],
  },
  { file: 'hosts: { a: *unknown }', says: ['line 1: an alias in it cannot be resolved'] },
  {
    file: 'hosts:\n  a: { OZ_API_HOST: "http://a.example" }\n  a: { OZ_API_HOST: "http://b.example" }',
    says: ['line 3'],
  },
  { file: 'hosts: { ../a: { OZ_API_HOST: "http://a.example" } }', says: ['"../a"', 'folder'] },
  { file: 'hosts: { a: { OZ_USER_EMAIL: "a@b" } }', says: ['OZ_API_HOST is missing. Write the base URL'] },
  { file: 'hosts: { a: { OZ_REPORT_DIR: x } }', says: ['"OZ_REPORT_DIR" is no setting of a host'] },
  {
    file: 'hosts: { a: { OZ_API_HOST: "http://a.example", OZ_USER_PASSWORD: planted-secret } }',
    says: ['OZ_USER_PASSWORD stands in the file', '{ env: NAME }'],
  },
  {
    file: 'hosts: { a: { OZ_API_HOST: "http://a.example", OZ_USER_PASSWORD: { env: NOT_SET } } }',
    says: ['OZ_USER_PASSWORD', 'NOT_SET, which is not set'],
  },
  {
    file: 'hosts: { a: { OZ_API_HOST: a.example, OZ_USER_EMAIL: a@b, OZ_USER_PASSWORD: { env: A_PASSWORD } } }',
    says: ['host "a"', 'OZ_API_HOST is "a.example"'],
  },
  {
    file: 'hosts: { a: { OZ_API_HOST: "http://a.example", OZ_USER_EMAIL: a@b, OZ_USER_PASSWORD: { env: A_PASSWORD }, OZ_WAIVERS: /no/such.yaml } }',
    says: ['host "a"', 'such.yaml cannot be read (ENOENT)'],
  },
  {
    file: 'hosts: { bank: { OZ_API_HOST: "https://a.example", OZ_USER_EMAIL: a@b, OZ_USER_PASSWORD: { env: A_PASSWORD } }, Bank: { OZ_API_HOST: "https://a.example", OZ_USER_EMAIL: a@b, OZ_USER_PASSWORD: { env: A_PASSWORD } } }',
    says: ['hosts "bank" and "Bank"', 'differ in more than capitals'],
  },
  {
    file: 'hosts: { a: { OZ_API_HOST: "https://a.example", OZ_USER_EMAIL: a@b, OZ_USER_PASSWORD: { env: A_PASSWORD }, OZ_EXTRA_HEADERS: "X-Key: planted-secret" } }',
    says: ['OZ_EXTRA_HEADERS stands in the file', '{ env: NAME }'],
  },
  { file: 'hosts: { a: { OZ_API_HOST: [1] } }', says: ['neither a text nor a number'] },
  {
    file: 'hosts: { a: { OZ_API_HOST: "http://a.example", HTTP_PROXY: "http://u:planted-secret@p" } }',
    says: ['HTTP_PROXY has a password that stands in the file', '{ env: NAME }'],
  },
  {
    file: 'hosts: { a: { OZ_API_HOST: "http://a.example", OZ_USER_EMAIL: a@b, OZ_USER_PASSWORD: { env: A_PASSWORD }, OZ_CA_FILE: /nonexistent } }',
    says: ['host "a"', 'OZ_CA_FILE is "/nonexistent"', 'ENOENT'],
  },
];

for (const { file, says } of WRONG)
  test(`${JSON.stringify(file)} is refused`, ({}, testInfo) => {
    const at = testInfo.outputPath('fleet.yaml');
    writeFileSync(at, file);
    let message = '';
    try {
      readFleet(at, SECRETS, testInfo.outputPath('report'));
    } catch (error) {
      message = String(error);
    }

    for (const part of says) expect(message).toContain(part);
    expect(message).not.toContain('planted-secret');
  });

test('the schema of a fleet has each setting that a host may have', () => {
  const { $defs }: { $defs: { host: { properties: object } } } = JSON.parse(
    readFileSync(path.join(ROOT, 'schemas/fleet.schema.json'), 'utf8'),
  );
  const own = NAMES.filter((name) => name !== 'OZ_REPORT_DIR' && name !== 'OZ_SIGNING_KEY');

  expect(Object.keys($defs.host.properties).toSorted()).toEqual([...own, ...PROXY_NAMES].toSorted());
});

test('a fleet of hosts whose certificates Node would not verify is refused', ({}, testInfo) => {
  const file = testInfo.outputPath('fleet.yaml');
  writeFileSync(file, JSON.stringify({ hosts: { a: entryFor('https://a.example') } }));

  expect(() =>
    readFleet(file, { ...SECRETS, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, testInfo.outputPath('report')),
  ).toThrow(/host "a": NODE_TLS_REJECT_UNAUTHORIZED is 0/);
});

/** The entry of a host with a password of its own. */
const numbered = (nth: number) => ({
  OZ_API_HOST: `http://${nth}.example`,
  OZ_USER_EMAIL: 'a@b',
  OZ_USER_PASSWORD: { env: `PASSWORD_${nth}` },
});

test('a part of a fleet needs only the passwords of its hosts', ({}, testInfo) => {
  const file = testInfo.outputPath('fleet.yaml');
  const hosts = Object.fromEntries([1, 2, 3, 4, 5].map((nth) => [`h${nth}`, numbered(nth)]));
  writeFileSync(file, JSON.stringify({ hosts }));
  const namesIn = (part: string, environment: Record<string, string>) =>
    readFleet(file, environment, testInfo.outputPath('report'), { part }).hosts.map(
      ({ settings }) => settings.name,
    );

  expect(namesIn('1/2', { PASSWORD_1: 'x', PASSWORD_3: 'x', PASSWORD_5: 'x' })).toEqual(['h1', 'h3', 'h5']);
  expect(namesIn('2/2', { PASSWORD_2: 'x', PASSWORD_4: 'x' })).toEqual(['h2', 'h4']);
  expect(() => namesIn('2/2', { PASSWORD_2: 'x' })).toThrow(/host "h4".*PASSWORD_4, which is not set/);
  for (const part of ['3', '0/2', '3/2', '1/2/3', ''])
    expect(() => namesIn(part, {})).toThrow(/--hosts is .* for example --hosts 3\/10/);
  expect(() => namesIn('6/6', {})).toThrow(/there are 5 hosts. Make no more parts than hosts/);
});

test('a fleet that is not there, and an option without a file', async ({}, testInfo) => {
  for (const [args, says] of [
    [['--fleet', '/nonexistent/fleet.yaml'], /fleet.yaml cannot be used: it cannot be read \(ENOENT\)/],
    [['--fleet'], /--fleet names no file/],
    [['--hosts', '1/2'], /--hosts is for a fleet/],
  ] as const) {
    const child = start({ OZ_REPORT_DIR: testInfo.outputPath('report') }, args);
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));

    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    expect(errors).toMatch(says);
  }
});
