/** Hosts behind a private CA, or that want a client certificate: each is reached, or one message says what to change. */
import { expect } from '../tools/certify.ts';
import { Authority, type Identity, selfSigned } from './certificates.ts';
import { host, test } from './fixtures.ts';

test('a private CA', async ({ serve, stop, ca, right, file }) => {
  const url = await serve(host(), undefined, { tls: right });
  const another = await Authority.create('Another CA');

  expect(await stop(url)).toMatch(
    /^The host https:.* cannot be tested: POST \/api\/authorize\/auth\/: the TLS certificate of the host is of a CA that is not known here, .*OZ_CA_FILE=ca.pem/,
  );
  expect(await stop(url, { OZ_CA_FILE: file('another.pem', another.pem) })).toContain(
    'of a CA that is neither well known nor in OZ_CA_FILE',
  );
  expect(await stop(url, { OZ_CA_FILE: file('ca.pem', `${another.pem}\n${ca.pem}`) })).toBeUndefined();
  expect(await stop(url, { OZ_TLS_INSECURE: '1' })).toBeUndefined();
});

test('OZ_CA_FILE adds to the CAs of NODE_EXTRA_CA_CERTS', async ({ serve, stop, ca, right, file }) => {
  const url = await serve(host(), undefined, { tls: right });
  const another = await Authority.create('Another CA');
  process.env['NODE_EXTRA_CA_CERTS'] = file('node.pem', ca.pem);
  try {
    expect(await stop(url, { OZ_CA_FILE: file('another.pem', another.pem) })).toBeUndefined();
  } finally {
    delete process.env['NODE_EXTRA_CA_CERTS'];
  }
});

test('certificates that are wrong', async ({ serve, stop, ca, file }) => {
  const OZ_CA_FILE = file('ca.pem', ca.pem);
  const own = await selfSigned();
  for (const [tls, message] of [
    [
      await ca.issue({ from: -30, to: -1 }),
      /certificate of the host has expired, .*the clock of this machine/,
    ],
    [
      await ca.issue({ from: 1, to: 30 }),
      /certificate of the host is not valid yet, .*the clock of this machine/,
    ],
    [
      await ca.issue({ names: ['api.bank.example', 'www.bank.example'] }),
      /certificate of the host is for another name: it is for api.bank.example, www.bank.example, also .*OZ_API_HOST/,
    ],
    [own, /certificate of the host is self-signed, .*OZ_CA_FILE=host.pem/],
  ] as const) {
    const url = (await serve(host(), undefined, { tls })).replace('127.0.0.1', 'localhost');
    const [checked, unchecked] = await Promise.all([
      stop(url, { OZ_CA_FILE }),
      stop(url, { OZ_CA_FILE, OZ_TLS_INSECURE: '1' }),
    ]);
    expect(checked).toMatch(message);
    expect(unchecked).toBeUndefined();
  }
  const url = await serve(host(), undefined, { tls: own });
  expect(await stop(url, { OZ_CA_FILE: file('host.pem', own.cert) })).toBeUndefined();
});

for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const)
  test(`a host that wants a client certificate, with ${maxVersion}`, async ({
    serve,
    stop,
    ca,
    right,
    me,
    file,
  }) => {
    const tls = { ...right, ca: ca.pem, requestCert: true, rejectUnauthorized: true, maxVersion };
    const url = await serve(host(), undefined, { tls });
    const trust = { OZ_CA_FILE: file('ca.pem', ca.pem) };
    const stranger = await (await Authority.create('Another CA')).issue();
    const showing = ({ cert, key }: Identity, name: string) => ({
      ...trust,
      OZ_CLIENT_CERT: file(`${name}.pem`, cert),
      OZ_CLIENT_KEY: file(`${name}.key`, key),
    });

    expect(await stop(url, trust)).toMatch(/client certificate.*OZ_CLIENT_CERT and OZ_CLIENT_KEY/);
    expect(await stop(url, showing(stranger, 'stranger'))).toMatch(/client certificate.*OZ_CLIENT_KEY/);
    expect(await stop(url, showing(me, 'me'))).toBeUndefined();
  });

test('plain http and TLS taken for each other, and addresses of IPv6', async ({
  serve,
  stop,
  ca,
  right,
  file,
}) => {
  const plain = await serve(host());
  const secure = await serve(host(), undefined, { tls: right });
  const six = { address: '::1' } as const;

  expect(await stop(plain.replace('http:', 'https:'))).toMatch(
    /does not speak TLS on this port, .*Write http:\/\/ in place of https:\/\//,
  );
  expect(await stop(secure.replace('https:', 'http:'))).toContain('Check OZ_API_HOST');
  expect(await stop(await serve(host(), undefined, six))).toBeUndefined();
  const both = { ...six, tls: right };
  expect(
    await stop(await serve(host(), undefined, both), { OZ_CA_FILE: file('ca.pem', ca.pem) }),
  ).toBeUndefined();
});

test('what nginx says of a connection is understood', async ({ serve, stop }) => {
  for (const [said, message] of [
    [
      '<center>The plain HTTP request was sent to HTTPS port</center>',
      /speaks TLS on this port. Write https:/,
    ],
    ['<center>No required SSL certificate was sent</center>', /wants a client certificate .*OZ_CLIENT_CERT/],
  ] as const) {
    const answer = () => ({ status: 400, headers: { 'Content-Type': 'text/html' }, body: said });
    expect(await stop(await serve({ answer }))).toMatch(message);
  }
});

test('a name that does not resolve', async ({ stop }) => {
  expect(await stop('http://no-such-host.invalid/')).toMatch(
    /the name of the host does not resolve \(\w+\), .*Check the name in OZ_API_HOST/,
  );
});
