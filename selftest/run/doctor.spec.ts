/** What `npm run doctor` says of hosts that are right, and of set-ups that are not; docs/doctor.md shows the same. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Finding, lineOf, nodeFinding } from '../../bin/doctor/finding.ts';
import { now } from '../../fixtures/timing/durations.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { type Wire, write } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { expect, ROOT, settingsFor, start } from '../tools/certify.ts';
import { host, test } from '../network/fixtures.ts';

const DOCS = readFileSync(path.join(ROOT, 'docs', 'doctor.md'), 'utf8');

/** Without what differs from run to run. */
function steady(text: string): string {
  return text
    .replaceAll(/(127\.0\.0\.1|::1)(:| port )\d+/g, '$1$2N')
    .replaceAll(/in \d+ ms/g, 'in N ms')
    .replaceAll(/waits about \d+ s/g, 'waits N s')
    .replaceAll(/\d+ s (ahead of|behind)/g, 'N s $1');
}

/** The block of the documentation under this heading holds just these lines, and they say so. */
function expectShown(heading: string, found: readonly Finding[], says: RegExp): void {
  const shown = found.map(lineOf).join('\n');
  expect(shown).toMatch(says);
  const [, section = ''] = DOCS.split(`## ${heading}\n`);
  const [, block = ''] = section.split('```');
  expect(steady(block), heading).toContain(steady(shown));
}

const marks = (found: readonly Finding[], mark: Finding['mark']) =>
  found.filter((one) => one.mark === mark).map(({ about }) => about);

test('nothing is in the way of a right host', async ({ ask, serve, right, ca, file }) => {
  const url = await serve(host(), undefined, { tls: right });

  const found = await ask(url, { OZ_CA_FILE: file('ca.pem', ca.pem) });

  expect(marks(found, 'bad')).toEqual([]);
  const tls = found.find(({ about }) => about === 'TLS');
  expect(tls?.says).toMatch(
    /^TLSv1.3, certificate of 127.0.0.1 by Private CA, which ends on \d{4}-\d\d-\d\d \(in 29 days\)$/,
  );

  const unchecked = await ask(url, { OZ_TLS_INSECURE: '1' });
  expect(marks(unchecked, 'bad')).toEqual([]);
  expect(unchecked.find(({ about }) => about === 'TLS')?.says).toMatch(
    /it is NOT verified, by OZ_TLS_INSECURE=1/,
  );
});

test('a name that does not resolve', async ({ ask }) => {
  const found = await ask('https://api.bank.invalid/');

  expectShown(
    'A name that does not resolve',
    found,
    /✗ name +the name of the host does not resolve \(ENOTFOUND\)/,
  );
});

test('nothing listens', async ({ ask }) => {
  expectShown(
    'Nothing listens',
    await ask('http://127.0.0.1:9'),
    /✗ connection +ECONNREFUSED\n.*OZ_API_HOST/,
  );
});

test('an unknown CA', async ({ ask, serve, right }) => {
  const found = await ask(await serve(host(), undefined, { tls: right }));

  expectShown('An unknown CA', found, /✗ TLS +.* a CA that is not known here\n.*OZ_CA_FILE=ca.pem/);
});

test('a wrong password', async ({ ask, serve }) => {
  const found = await ask(await serve(host()), { OZ_OTHER_USER_PASSWORD: 'planted-wrong-one' });

  expectShown(
    'A wrong password',
    found,
    /✗ OZ_OTHER_USER_EMAIL .*refused with status 401: "Invalid credentials"\n.*OZ_OTHER_USER_PASSWORD/,
  );
  expect(JSON.stringify(found)).not.toContain('planted-wrong-one');
  expect(marks(found, 'ok')).toContain('OZ_RESOURCE_PATH');
});

test('a resource that is not there', async ({ ask, serve }) => {
  const found = await ask(await serve(host()), { OZ_RESOURCE_PATH: '/api/nothing/' });

  expectShown(
    'A resource that is not there',
    found,
    /✗ OZ_RESOURCE_PATH .*answers 404 .*\n.*Check OZ_RESOURCE_PATH/,
  );
});

test('a wrong TTL', async ({ ask, serve }) => {
  const six = referenceHost(accounts, { ttl: 6, longliveTtl: 157_680_000 });
  const found = await ask(await serve(six), { OZ_TIME_BUDGET: '3' });

  expectShown(
    'A wrong TTL',
    found,
    /✗ OZ_SESSION_TTL .*is 6 s after the host's now\n.*OZ_SESSION_TTL=6 is right/,
  );
  expect(marks(found, 'none')).toContain('OZ_TIME_BUDGET');
});

test('logins that leave slowly are waited for, and what that means for a run is said', async ({
  ask,
  serve,
}) => {
  const found = await ask(await serve(host()), { OZ_LOGINS_PER_MINUTE: '5', OZ_SESSION_TTL: '900' });

  expect(found.map(lineOf).join('\n')).toMatch(
    /✓ time +a run waits about 11\d\d s \(19 min\) .*\n +✓ OZ_LOGINS_PER_MINUTE +at 5 a minute, a whole run takes about [23]\d min$/,
  );
});

const AN_HOUR_AHEAD: Wire = ({ response, speak }) => {
  response.setHeader('Date', new Date(Date.now() + 3_600_000).toUTCString());
  write(response, speak());
};

test('a clock that is off is no hindrance', async ({ ask, serve }) => {
  const found = await ask(await serve(host(), AN_HOUR_AHEAD));

  expectShown('A clock that is off', found, /– clock +the host's Date is 3\d\d\d s ahead of this machine/);
  expect(marks(found, 'bad')).toEqual([]);
});

test('a proxy that wants a password', async ({ ask, serve, forward, right }) => {
  const proxy = await forward({ login: { user: 'tester', password: 'right-one' } });
  const found = await ask(await serve(host(), undefined, { tls: right }), {
    HTTPS_PROXY: `http://tester:planted-wrong-one@${proxy.address}`,
  });

  expectShown('A proxy that refuses', found, /✓ proxy .*HTTPS_PROXY\n.*\n.*\n.*✗ TLS .*\(status 407\)\n/);
  expect(JSON.stringify(found)).not.toContain('planted-wrong-one');
});

test('what hangs is cut off', async ({ ask, serve }) => {
  const url = await serve(host(), () => undefined);
  const began = now();

  const found = await ask(url);

  expect(now() - began).toBeLessThan(10);
  expect(marks(found, 'bad')).toEqual(['OZ_USER_EMAIL']);
  expect(found.map(lineOf).join('\n')).toMatch(/✗ OZ_USER_EMAIL +nothing came within 3.0 s\n/);
});

test('an old Node is said before anything else', () => {
  expect(['18.20.4', '20.11.1', '20.12.0', '22.0.0'].map((version) => nodeFinding(version).mark)).toEqual([
    'bad',
    'bad',
    'ok',
    'ok',
  ]);
});

/** The program from its start to its end. */
const run = async (values: Readonly<Record<string, string>>) => {
  const child = start(values, [], ['bin/start.mjs', 'bin/doctor.ts']);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, output };
};

test('the program: the embedded host, and a wrong setting', async () => {
  const embedded = await run({});
  expect(embedded.output).toMatch(/– settings +OZ_API_HOST is not set.*embedded reference host/);
  expect(embedded.output).toMatch(/Nothing is in the way: npm run certify\n$/);
  expect(embedded.code).toBe(0);

  const wrong = await run({ ...settingsFor('http://127.0.0.1:9'), OZ_SESSION_TTL: '15m' });
  expect(wrong.output).toMatch(/✗ settings +OZ_SESSION_TTL is "15m": .*\n.*→ Write digits only/);
  expect(wrong.output).toMatch(/1 thing is in the way\n$/);
  expect(wrong.code).toBe(2);
});
