/** Whole runs where each host stands in a network of its own. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { accounts } from '../../host/reference/accounts.ts';
import { type Wire, write } from '../../host/reference/http.ts';
import { failure } from '../../host/reference/routes.ts';
import { certificateIn, expect, settingsFor, start } from '../tools/certify.ts';
import { selfSigned } from './certificates.ts';
import { host, test } from './fixtures.ts';
import { findIn, findUnder, formsOf } from '../tools/search.ts';

/** Returns the fleet entry of a host with the reference host's accounts. */
const account = (url: string) => ({
  ...settingsFor(url),
  OZ_USER_PASSWORD: { env: 'A_PASSWORD' },
  OZ_OTHER_USER_PASSWORD: { env: 'B_PASSWORD' },
  OZ_SERVICE_USER_PASSWORD: { env: 'S_PASSWORD' },
});

test('whole runs: each host of a fleet has a network of its own, and no secret of it is written', async ({
  serve,
  forward,
  ca,
  right,
  me,
  file,
}, testInfo) => {
  const password = 'planted-proxy-password';
  const gateway = {
    'x-gateway-key': 'planted/gateway+key=1',
    'x-gateway-token': 'Bearer planted.gateway.token',
  };
  let strangers = 0;
  // Requests without these fields do not pass. Like some gateways, this one repeats what it was sent.
  const guarded: Wire = ({ request, response, speak }) => {
    const passes = Object.entries(gateway).every(([name, value]) => request.headers[name] === value);
    if (!passes) strangers++;
    write(response, passes ? speak() : failure(403, 9, JSON.stringify(request.headers)));
  };
  const wantsMe = { ...right, ca: ca.pem, requestCert: true };
  const proxy = await forward({ login: { user: 'tester', password } });
  const closed = await forward({ login: { user: 'tester', password: 'another-one' } });
  const direct = { HTTPS_PROXY: '', HTTP_PROXY: '' };
  const hosts = {
    private: {
      ...account(await serve(host(), guarded, { tls: wantsMe })),
      OZ_CA_FILE: file('ca.pem', ca.pem),
      OZ_CLIENT_CERT: file('me.pem', me.cert),
      OZ_CLIENT_KEY: file('me.key', me.key),
      OZ_EXTRA_HEADERS: { env: 'GATEWAY' },
    },
    insecure: {
      ...account(await serve(host(), undefined, { tls: await selfSigned() })),
      ...direct,
      OZ_TLS_INSECURE: 1,
    },
    // The CA of one host is not trusted for another.
    unknown: { ...account(await serve(host(), undefined, { tls: right })), ...direct },
    babbling: { ...account(await serve(host())), HTTP_PROXY: { env: 'CLOSED' } },
  };
  const reportDir = testInfo.outputPath('report');
  const [a, b, s] = accounts.map((one) => one.password);
  const values = {
    A_PASSWORD: a ?? '',
    B_PASSWORD: b ?? '',
    S_PASSWORD: s ?? '',
    HTTPS_PROXY: `http://tester:${password}@${proxy.address}`,
    GATEWAY: Object.entries(gateway)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    CLOSED: `http://tester:${password}@${closed.address}`,
    OZ_REPORT_DIR: reportDir,
  };
  const child = start(values, ['--fleet', file('fleet.yaml', JSON.stringify({ hosts }))]);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await new Promise((resolve) => child.on('close', resolve));

  const of = (name: keyof typeof hosts) => certificateIn(path.join(reportDir, name));
  expect([of('private').verdict, of('private').host.tls], output).toEqual(['conformant', 'verified']);
  expect([of('insecure').verdict, of('insecure').host.tls]).toEqual(['conformant', 'not verified']);
  expect(of('insecure').summary).toContain('certificate was NOT verified (OZ_TLS_INSECURE=1)');
  expect(output).toMatch(/WARNING for insecure: OZ_TLS_INSECURE=1/);
  expect(output).not.toMatch(/WARNING for private/);
  expect(readFileSync(path.join(reportDir, 'insecure', 'certificate.html'), 'utf8')).toContain(
    'its certificate was not verified',
  );
  expect(of('unknown').summary).toContain('of a CA that is not known here');
  expect([of('babbling').summary, of('babbling').host.tls]).toEqual([
    expect.stringContaining('does not accept the user and the password of HTTP_PROXY (status 407)'),
    'none',
  ]);
  const forms = [
    ...formsOf(password, 'password'),
    ...formsOf(`tester:${password}`, 'password'),
    ...Object.values(gateway).flatMap((value) => formsOf(value, 'token')),
    ...me.key
      .split('\n')
      .flatMap((line) => (line.startsWith('-') || line === '' ? [] : formsOf(line, 'token'))),
  ];
  expect(strangers).toBe(0);
  expect(closed.asked.length).toBeGreaterThan(0);
  expect(findIn(Buffer.from(output), forms, 'terminal')).toEqual([]);
  expect(findUnder(reportDir, forms)).toEqual([]);
});
