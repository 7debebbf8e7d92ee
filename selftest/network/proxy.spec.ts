/** Hosts behind a proxy: reached, or one message that says what to change. */
import { gzipSync } from 'node:zlib';
import { parseHost } from '../../fixtures/settings/parse.ts';
import { Evidence } from '../../fixtures/evidence/recorder.ts';
import { withRelay } from '../../fixtures/accounts/hosts-under-test.ts';
import type { Wire } from '../../host/reference/http.ts';
import { expect, settingsFor } from '../tools/certify.ts';
import { host, test } from './fixtures.ts';

test('a proxy: a tunnel for TLS, the requests themselves for plain http', async ({
  serve,
  stop,
  forward,
  ca,
  right,
  file,
}) => {
  const plain = await serve(host());
  const secure = await serve(host(), undefined, { tls: right });
  const login = { user: 'tester', password: 'p@ss:word' };
  const server = await forward({ login });
  const OZ_CA_FILE = file('ca.pem', ca.pem);
  const address = `http://tester:p%40ss:word@${server.address}`;

  expect(
    await stop(secure, { OZ_CA_FILE, https_proxy: address, HTTPS_PROXY: 'http://127.0.0.1:9' }),
  ).toBeUndefined();
  const authority = new URL(secure).host;
  // As many requests as to a host without a proxy, over tunnels that are kept.
  expect(new Set(server.asked)).toEqual(new Set([`CONNECT ${authority}`]));
  expect(server.asked.length).toBeLessThan(4);

  server.asked.length = 0;
  expect(await stop(plain, { HTTP_PROXY: address, HTTPS_PROXY: 'http://127.0.0.1:9' })).toBeUndefined();
  expect(new Set(server.asked)).toEqual(
    new Set([
      `POST ${plain}/api/authorize/auth/`,
      `GET ${plain}/api/folders/?limit=1`,
      `GET ${plain}/api/version`,
    ]),
  );
  expect(server.asked.length).toBeGreaterThan(8);

  server.asked.length = 0;
  expect(await stop(plain, { HTTP_PROXY: address, NO_PROXY: 'example.com,127.0.0.0/8' })).toBeUndefined();
  expect(server.asked).toEqual([]);
});

test('a proxy that itself speaks TLS, of the same CA', async ({ serve, stop, forward, ca, right, file }) => {
  const server = await forward({ tls: right });
  const OZ_CA_FILE = file('ca.pem', ca.pem);
  const address = `https://${server.address}`;

  expect(
    await stop(await serve(host(), undefined, { tls: right }), { OZ_CA_FILE, HTTPS_PROXY: address }),
  ).toBeUndefined();
  expect(await stop(await serve(host()), { OZ_CA_FILE, HTTP_PROXY: address })).toBeUndefined();
  expect(await stop(await serve(host()), { HTTP_PROXY: address })).toMatch(
    /the proxy https:.* cannot be reached: .*Check HTTP_PROXY/,
  );
});

test('a proxy that refuses, or is down, is never taken for the host', async ({
  serve,
  stop,
  forward,
  ca,
  right,
  file,
}) => {
  const secure = await serve(host(), undefined, { tls: right });
  const plain = await serve(host());
  const trust = { OZ_CA_FILE: file('ca.pem', ca.pem) };
  const closed = await forward({ login: { user: 'tester', password: 'right-one' } });
  const forbids = await forward({ refuses: 403 });
  const secret = 'planted-proxy-password';

  for (const [url, setting] of [
    [secure, 'HTTPS_PROXY'],
    [plain, 'HTTP_PROXY'],
  ] as const) {
    const through = (address: string) => stop(url, { ...trust, [setting]: address });
    const [wrong, none, down, nowhere] = await Promise.all([
      through(`http://tester:${secret}@${closed.address}`),
      through(closed.address),
      through('http://127.0.0.1:9'),
      through('http://no-such-proxy.invalid:3128'),
    ]);
    expect(wrong).toContain(
      `proxy http://${closed.address} does not accept the user and the password of ${setting} (status 407)`,
    );
    expect(wrong).not.toContain(secret);
    expect(none).toMatch(
      new RegExp(
        `wants a user and a password .*${setting}: http://user:password@${closed.address}.*NO_PROXY`,
      ),
    );
    expect(down).toMatch(
      new RegExp(`the proxy http://127.0.0.1:9 cannot be reached: ECONNREFUSED, .*Check ${setting}`),
    );
    expect(nowhere).toMatch(new RegExp(`cannot be reached: its name does not resolve, .*Check ${setting}`));
  }
  expect(await stop(secure, { ...trust, HTTPS_PROXY: forbids.address })).toMatch(
    /proxy .* does not let the host be reached \(status 403\), .*HTTPS_PROXY/,
  );
  expect(await stop(secure, { HTTPS_PROXY: (await forward()).address })).toContain(
    'of a CA that is not known here',
  );
});

const BOMB = gzipSync(Buffer.alloc(20_000_000));

/** Answers with a bomb, or with header fields that are too long. */
const long: Wire = ({ incoming, response }) => {
  const headers = incoming.accessToken === 'long' ? {} : { 'X-Long': 'x'.repeat(20_000) };
  response.writeHead(200, { 'Content-Encoding': 'gzip', ...headers }).end(BOMB);
};

test('the limits hold through TLS and a proxy', async ({
  serve,
  forward,
  right,
  ca,
  file,
  playwright,
}, testInfo) => {
  const OZ_CA_FILE = file('ca.pem', ca.pem);
  for (const tls of [right, undefined]) {
    const url = await serve(host(), long, tls ? { tls } : {});
    const { address } = await forward();
    const values = { ...settingsFor(url), OZ_CA_FILE, HTTPS_PROXY: address, HTTP_PROXY: address };
    const parsed = parseHost({ ...values, OZ_REPORT_DIR: testInfo.outputPath('report') });
    await withRelay(playwright.request, [parsed], async (runs) => {
      for (const run of runs) {
        const api = run.api(new Evidence(), () => 'limits');
        expect(await api.resource('long')).toMatchObject({ status: 200, cut: true });
        await expect(api.resource('headers')).rejects.toThrow(
          /header fields of the answer are more than 16 KB/,
        );
      }
    });
  }
});
