/** What reaches a host through the relay, what comes back, and what the evidence has of it. */
import { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { RawBody } from '../../fixtures/accounts/api.ts';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { withHosts } from '../../fixtures/accounts/hosts-under-test.ts';
import { sleep } from '../../fixtures/timing/durations.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { expect } from '../tools/certify.ts';
import { fieldsOf, idOf, right, saying, talkTo, test } from './fixtures.ts';

test('a request arrives as it was written', async ({ serve, reach }) => {
  const host = right();
  const password = `pä"ss'\\wörd\\" {{x}} 🔑`;
  const [{ alice, api, send }] = await reach(await serve(host), { password });
  const spelt = { 'x-fOrEnSiC-aCcEsS-tOkEn': '', 'X-Empty': '', Cookie: 'a=1; b=2', 'x-latin': 'é\u00a0' };

  await alice.tryLogin();
  await send({ headers: spelt });
  await api.refresh(new RawBody('{"expire_token":"ключ\\'), undefined);
  await api.refresh(new RawBody(''), undefined);
  await api.auth({}, { headers: { 'Content-Type': undefined } });

  const [login, plain, broken, empty, untyped] = host.seen;
  expect(JSON.parse(login?.body ?? '')).toEqual({ credentials: { email: accounts[0].email, password } });
  expect(plain?.rawHeaders).toEqual(expect.arrayContaining(Object.entries(spelt).flat()));
  expect(broken?.body).toBe('{"expire_token":"ключ\\');
  expect([empty?.body, empty && fieldsOf(empty)]).toEqual([
    '',
    expect.arrayContaining(['Content-Length: 0']),
  ]);
  expect(untyped && fieldsOf(untyped)).toEqual(expect.arrayContaining(['Content-Length: 2']));
  expect(untyped?.rawHeaders).not.toContain('Content-Type');
});

const hasEnded = (connection: unknown) => connection instanceof Socket && connection.destroyed;

test('a request that says close goes on a connection of its own, which ends', async ({ serve, reach }) => {
  const host = right();
  const [{ send }] = await reach(
    // A host that keeps each connection, whatever the request says.
    await serve(host, ({ response, speak }) => {
      speak();
      response.writeHead(200, { Connection: 'keep-alive' }).end('{}');
    }),
  );

  await send();
  await send();
  await send({ headers: { Connection: 'close' } });
  await send();

  const [first, second, alone, last] = host.seen.map(({ connection }) => connection);
  expect([second === first, alone === first, last === first]).toEqual([true, false, true]);
  await expect.poll(() => hasEnded(alone)).toBe(true);
  expect(hasEnded(first)).toBe(false);
});

test('no redirect is followed, and no cookie is kept', async ({ serve, reach }) => {
  const elsewhere = right();
  const Location = `${await serve(elsewhere)}/api/folders/`;
  const statuses = [301, 302, 303, 307, 308];
  const host = saying(() => ({
    status: statuses[host.seen.length - 1] ?? 200,
    body: {},
    headers: { Location, 'Set-Cookie': 'session=f3a9; Path=/' },
  }));
  const [{ send }] = await reach(await serve(host));

  const answers = [];
  for (const _ of statuses) answers.push(await send({ method: 'POST', body: '{}' }));
  await send();

  expect(answers.map(({ status }) => status)).toEqual(statuses);
  expect(elsewhere.seen).toEqual([]);
  expect(host.seen.flatMap(fieldsOf).filter((field) => /^cookie:/i.test(field))).toEqual([]);
  for (const { headers } of answers)
    expect(headers.find(({ name }) => name.toLowerCase() === 'location')?.value).toBe(Location);
});

test('a body is taken in no further than the limit, packed or not', async ({ serve, reach }) => {
  const bodies: Readonly<Record<string, Buffer>> = {
    long: Buffer.from(JSON.stringify('x'.repeat(600_000))),
    bomb: gzipSync(Buffer.alloc(50_000_000, ' ')),
    short: gzipSync(`{"a":"${'y'.repeat(400_000)}"}`),
  };
  const url = await serve(right(), ({ response, incoming: { accessToken = '' } }) => {
    const coding = accessToken === 'long' ? {} : { 'Content-Encoding': 'gzip' };
    response.writeHead(200, coding).end(bodies[accessToken]);
  });
  const [{ api }] = await reach(url);

  const [long, bomb, short] = [
    await api.resource('long'),
    await api.resource('bomb'),
    await api.resource('short'),
  ];

  expect([long, bomb, short].map(({ cut, json }) => [cut, typeof json])).toEqual([
    [true, 'undefined'],
    [true, 'undefined'],
    [false, 'object'],
  ]);
});

test('a host may send as many header fields as fit', async ({ serve, reach }) => {
  const heads = [
    ['a', 'x'.repeat(15_500)],
    Array.from({ length: 1990 }, () => ['a', 'bbb']).flat(),
    Array.from({ length: 2600 }, () => ['a', 'b']).flat(),
  ];
  const url = await serve(right(), ({ response, incoming: { accessToken } }) => {
    response.writeHead(404, heads[Number(accessToken)]).end('{"a":1}');
  });
  const [{ api }] = await reach(url);

  const answers = [];
  for (const nth of heads.keys()) answers.push(await api.resource(String(nth)));

  expect(answers.map(({ status, json }) => [status, json])).toEqual(heads.map(() => [404, { a: 1 }]));
});

test('each exchange has its moments and its number', async ({ serve, reach }) => {
  const host = right();
  const [{ alice, send, settings }] = await reach(await serve(host));

  await alice.login();
  await send();
  await send({ headers: { 'X-Any': alice.password('made wrong in no known way') } }).catch(() => undefined);
  await Promise.all([send(), send(), send()]);

  const kept = recorded(settings.reportDir);
  expect(kept).toHaveLength(5);
  for (const { moments, sentAt } of kept) {
    expect(moments.left).toBeLessThanOrEqual(moments.came);
    expect(Date.parse(sentAt)).toBeLessThanOrEqual(Date.parse(moments.cameAt));
    expect(moments.uncertain).toBeGreaterThanOrEqual(0);
  }
  const [login, first] = kept;
  expect(login?.moments.came).toBeLessThanOrEqual(first?.moments.left ?? 0);
  const numbers = host.seen.map((request) => /^[^.-]+-relay-(\d+)$/.exec(idOf(request))?.[1]);
  expect(new Set(numbers)).toEqual(new Set(['1', '2', '3', '4', '5']));
  expect(kept.map(({ requestId }) => requestId).toSorted()).toEqual(host.seen.map(idOf).toSorted());
});

test('what is queued is dropped where whoever asked is gone', async ({ serve, reach, playwright }) => {
  const host = saying(() => ({ status: 429, body: {}, headers: { 'Retry-After': '1' } }));
  const [{ settings, relay }] = await reach(await serve(host));

  await withHosts(playwright.request, relay, [settings], 'gone', async (runs) => {
    for (const run of runs)
      talkTo(run, relay)
        .send()
        .catch(() => undefined);
    await expect.poll(() => host.seen.length).toBe(1);
  });
  await sleep(1.5);

  expect(host.seen).toHaveLength(1);
});
