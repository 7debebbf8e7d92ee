/** Attacks on the relay fail: by a host, by another program on this machine, or by a mistake in the suite. */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import { NoAnswer } from '../../fixtures/answers/no-answer.ts';
import { parseHost } from '../../fixtures/settings/parse.ts';
import { Evidence } from '../../fixtures/evidence/recorder.ts';
import { tagged } from '../../fixtures/evidence/names.ts';
import { HostUnderTest } from '../../fixtures/accounts/host-under-test.ts';
import { withRelay } from '../../fixtures/accounts/hosts-under-test.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { type Wire, write } from '../../host/reference/http.ts';
import { type Incoming, referenceHost } from '../../host/reference/routes.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const PERIODS = { ttl: 60, longliveTtl: 157_680_000 };
const [alice, bob] = accounts;

/** Records the requests that reach a host. */
function watching(answer?: Wire): { readonly came: Incoming[]; readonly wire: Wire } {
  const came: Incoming[] = [];
  const wire: Wire = (call) => {
    came.push(call.incoming);
    return (answer ?? (({ response, speak }) => write(response, speak())))(call);
  };
  return { came, wire };
}

/** Returns the settings of a run against this host, with the report in the test's own folder. */
const hostAt = (url: string, testInfo: TestInfo, values = {}) =>
  parseHost({ ...settingsFor(url), ...values, OZ_REPORT_DIR: testInfo.outputPath('report') });

const apiOf = (host: HostUnderTest) => host.api(new Evidence(), () => 'relay');

test("a host's text that reads like a name stays text", async ({ serve, playwright }, testInfo) => {
  for (const text of ['{{bob password}}', '{{00000000:bob password}}', '{{8f3a12c0:alice access token 1}}']) {
    const { came, wire } = watching(({ response, incoming, speak }) => {
      const login = incoming.path.includes('/auth');
      write(
        response,
        login ? { status: 200, body: { access_token: text, expire_token: `${text}.` } } : speak(),
      );
    });
    const url = await serve(referenceHost(accounts, PERIODS), wire);
    const host = hostAt(url, testInfo);

    await withRelay(playwright.request, [host], async (hosts) => {
      for (const host of hosts) {
        const session = await host.mainAccount(apiOf(host)).login();
        await session.request();
        await session.refresh();
      }
    });

    expect(came.map(({ accessToken }) => accessToken)).toEqual([undefined, text, text]);
    expect(JSON.parse(came[2]?.body ?? '')).toEqual({ expire_token: `${text}.` });
  }
});

test('a name of one host means nothing on another', async ({ serve, playwright }, testInfo) => {
  const [one, other] = [watching(), watching()];
  const hosts = await Promise.all(
    [one, other].map(async ({ wire }, nth) => {
      const url = await serve(referenceHost(accounts, PERIODS), wire);
      const { settings, secrets } = parseHost({
        ...settingsFor(url),
        OZ_REPORT_DIR: testInfo.outputPath(`report-${nth}`),
      });
      return { settings: { ...settings, name: `host-${nth}` }, secrets };
    }),
  );

  await withRelay(playwright.request, hosts, async ([first, second]) => {
    if (!first || !second) throw new Error('two hosts are needed');
    const session = await first.mainAccount(apiOf(first)).login();

    await expect(apiOf(second).resource(session.accessToken)).rejects.toThrow(/is the name of nothing/);
    expect(other.came).toEqual([]);
    expect((await session.request()).status).toBe(200);
  });
});

test('a request from outside the run is refused, and reaches no host', async ({
  serve,
  playwright,
}, testInfo) => {
  const { came, wire } = watching();
  const host = hostAt(await serve(referenceHost(accounts, PERIODS), wire), testInfo);

  await withRelay(playwright.request, [host], async (_runs, { address }) => {
    const instructions =
      '{"host":"","headers":{},"hasBody":false,"repeatable":true,"owner":"","asker":"","requirement":"r"}';
    for (const key of [{}, { 'x-relay-key': '0'.repeat(address.key.length) }, { 'x-relay-key': '' }]) {
      const headers = { ...key, 'x-relay-instructions': instructions };
      const answer = await fetch(`${address.url}/api/folders/`, { headers });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('x-relay-mark')).toBeNull();
    }
    const headers = { 'x-relay-key': address.key, 'x-relay-instructions': instructions };
    expect((await fetch(`${address.url}/api/folders/`, { headers })).headers.get('x-relay-mark')).toBe(
      address.mark,
    );
  });

  expect(came).toHaveLength(1);
});

test("an answer without the relay's mark is never judged", async ({ playwright }, testInfo) => {
  const { settings } = hostAt('http://127.0.0.1:9', testInfo);
  const server = createServer((_, response) => response.setHeader('x-relay-mark', 'another').end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('the server has no port');
  const relay = { url: `http://127.0.0.1:${listening.port}`, key: 'k', mark: 'm', tag: '8f3a12c0' };
  const context = await playwright.request.newContext();

  const asked = apiOf(new HostUnderTest(settings, { context, relay, asker: 'relay' })).resource('a');

  await expect(asked).rejects.toThrow(NoAnswer);
  await expect(asked).rejects.toThrow('did not take the request (status 200)');
  await context.dispose();
  server.close();
});

test('a request with a name that is misspelt, or stands for nothing, does not leave', async ({
  serve,
  playwright,
}, testInfo) => {
  const { came, wire } = watching();
  const host = hostAt(await serve(referenceHost(accounts, PERIODS), wire), testInfo);

  await withRelay(playwright.request, [host], async (hosts, { address: { tag } }) => {
    for (const host of hosts) {
      const api = apiOf(host);
      for (const [wrong, says] of [
        [tagged(tag, 'carol password'), 'the name of nothing'],
        [tagged(tag, 'alice password, without its last character'), 'itself, or nothing'],
        [`{${tag}:alice password}`, 'misspelt'],
        [`{{${tag.toUpperCase()}:alice password}}`, 'misspelt'],
      ] as const) {
        await expect(api.resource(wrong)).rejects.toThrow(says);
        await expect(api.refresh({ expire_token: wrong }, undefined)).rejects.toThrow(says);
      }
    }
  });

  expect(came).toEqual([]);
});

test('values reach the host as they are, and come back as names', async ({ serve, playwright }, testInfo) => {
  const password = 'pä"ss\\wörd \u{1f511}';
  const own = [{ ...alice, password }, bob];
  const { came, wire } = watching(({ request, response, speak }) => {
    const answer = speak();
    write(response, { ...answer, body: { ...Object(answer.body), echo: request.rawHeaders, cut: 1e21 } });
  });
  const url = await serve(referenceHost(own, PERIODS), wire);
  const host = hostAt(url, testInfo, {
    OZ_USER_PASSWORD: password,
    OZ_SERVICE_USER_EMAIL: '',
    OZ_SERVICE_USER_PASSWORD: '',
  });

  await withRelay(playwright.request, [host], async (hosts, { address: { tag } }) => {
    for (const host of hosts) {
      const session = await host.mainAccount(apiOf(host)).login();
      const again = await host.mainAccount(apiOf(host)).login();
      expect(JSON.parse(came[0]?.body ?? '').credentials.password).toBe(password);
      expect([session.accessToken, session.expireToken]).toEqual([
        `{{${tag}:alice access token 1}}`,
        `{{${tag}:alice expire token 1}}`,
      ]);
      expect(again.accessToken).toBe(`{{${tag}:alice access token 2}}`);

      await session.request({
        headerName: 'x-fOrEnSiC-aCcEsS-tOkEn',
        headers: { 'X-Empty': '', 'Content-Type': undefined },
      });
      const raw = came[2]?.rawHeaders ?? [];
      expect(raw).toContain('x-fOrEnSiC-aCcEsS-tOkEn');
      expect(raw[raw.indexOf('X-Empty') + 1]).toBe('');
      const token = came[2]?.accessToken ?? '';
      expect(token).toMatch(/^[0-9a-f]{64}$/);
      // The host repeats the token in a list: no ten characters of it may come back.
      const evidence = readFileSync(
        path.join(host.settings.reportDir, 'evidence', 'exchanges.jsonl'),
        'utf8',
      );
      for (let at = 0; at + 10 <= token.length; at++)
        expect(evidence.includes(token.slice(at, at + 10))).toBe(false);
      expect(evidence).toContain(String.raw`\"cut\":1e+21`);
    }
  });
});
