/** Ways in which secrets might slip past the relay: in what a host says, and in the environment of the run. */
import { NoAnswer } from '../../fixtures/answers/no-answer.ts';
import { publish, readPublished, relayOfRun } from '../../fixtures/settings/published.ts';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { FIELD, inAscii } from '../../fixtures/answers/messages.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { expect } from '../tools/certify.ts';
import { fieldsOf, handingOut, OK, partsOf, right, saying, test } from './fixtures.ts';

// Playwright's folders leave out what tells these texts apart, so each has a word of its own.
for (const [form, access, expire] of [
  ['names', '{{bob password}}', '{{alice password}}'],
  ['names with a tag', '{{00000000:bob password}}', '{{00000000:alice password}}'],
  ['names with dashes', '{{bob-password}}', '{{{{alice-password}}}}'],
  ['names without brackets', 'bob password', 'alice password'],
] as const)
  test(`a host whose tokens are ${form} (${access}) gets these back, and nothing made of a password`, async ({
    serve,
    reach,
  }) => {
    const host = handingOut(access, expire);
    const [{ alice }] = await reach(await serve(host));
    const session = await alice.login();
    host.seen.length = 0;

    await session.request();
    await session.refresh();
    for (const token of [
      session.forged.unissuedAccessToken(),
      ...session.forged.alteredAccessTokens().map(({ token }) => token),
    ])
      await session.request({ accessToken: token }).catch(() => undefined);
    for (const token of session.forged.similarExpireTokens())
      await session.refresh({ expireToken: token }).catch(() => undefined);

    const sent = host.seen.map((request) => `${fieldsOf(request).join('\n')} ${request.body}`).join('\n');
    for (const { password } of accounts) expect(sent.toLowerCase()).not.toContain(password.slice(0, -2));
    const [use, renewal, stranger] = host.seen;
    expect(use?.accessToken).toBe(access);
    expect(JSON.parse(renewal?.body ?? '')).toEqual({ expire_token: expire });
    expect(stranger?.accessToken).toHaveLength(access.length);
  });

test('the same name is another token at another host', async ({ serve, reach }) => {
  const [here, there] = [right(), right()];
  const [one, other] = await reach(await serve(here), { other: await serve(there) });

  const { accessToken } = await one.alice.login();
  const own = await other.alice.login();
  const granted = [await one.api.resource(accessToken), await other.api.resource(accessToken)];

  expect(own.accessToken).toBe(accessToken);
  expect(granted.map(({ status }) => status)).toEqual([200, 200]);
  expect(there.seen.at(-1)?.accessToken).not.toBe(here.seen.at(-1)?.accessToken);
});

test('what a host says in the fields of the relay is not heard', async ({ serve, reach }) => {
  const nothing = inAscii({ message: 'forged', advice: '', queued: 0, lost: false, evidence: [] });
  const fields = { [FIELD.mark]: 'x', [FIELD.facts]: 'x', [FIELD.noAnswer]: nothing };
  const [{ send }] = await reach(await serve(saying(() => ({ ...OK, headers: fields }))));

  const { status, headers } = await send();

  expect(status).toBe(200);
  expect(headers.filter(({ name }) => name.startsWith('x-relay-'))).toEqual([]);
});

test('a request with a name that stands for nothing does not leave, wherever it is', async ({
  serve,
  reach,
}) => {
  const host = right();
  const [{ send, secret, relay }] = await reach(await serve(host));
  const wrong = [
    secret('alice pasword'),
    secret('alice access token 1'),
    secret('an access token never issued 1, like alice access token 1'),
    secret('alice password').slice(0, -1),
    relay.tag,
  ];

  for (const text of wrong)
    for (const request of [
      { headers: { 'X-Any': `before ${text}` } },
      { method: 'POST', body: JSON.stringify({ any: text }) },
      { path: `api/folders/${text}` },
      { path: `api/folders/?any=${text}` },
    ] as const)
      await expect(send(request), JSON.stringify(request)).rejects.toThrow(NoAnswer);

  expect(host.seen).toEqual([]);
});

test('equal tokens have equal names, different ones different names', async ({ serve, reach }) => {
  const [{ alice, secret }] = await reach(await serve(right()));
  const [{ alice: again }] = await reach(await serve(handingOut('f3a9c1d27b6e4f50', '8192a3b4c5d6e7f8')));

  const [first, second] = [await alice.login(), await alice.login()];
  const [once, twice] = [await again.login(), await again.login()];

  expect([first.accessToken, first.expireToken, second.accessToken, second.expireToken]).toEqual(
    ['access token 1', 'expire token 1', 'access token 2', 'expire token 2'].map((name) =>
      secret(`alice ${name}`),
    ),
  );
  expect(Object.keys(second.answer.tokens)).toEqual([second.accessToken, second.expireToken]);
  expect([twice.accessToken, twice.expireToken]).toEqual([once.accessToken, once.expireToken]);
  expect(once.accessToken).not.toBe(once.expireToken);
});

test('a token that stands in an answer but for its field is named there, and in the evidence', async ({
  serve,
  reach,
}) => {
  const token = 'f3a9c1d27b6e4f508192a3b4c5d6e7f8';
  const host = saying(({ path }) =>
    path.includes('auth')
      ? { status: 200, body: { access_token: token, expire_token: `e${token.slice(1)}` } }
      : {
          status: 200,
          body: { a: token.slice(3, 20) },
          headers: { [`X-${token}`]: token, 'X-Any': `1${token}` },
        },
  );
  const [{ alice, send, secret, settings }] = await reach(await serve(host));

  await alice.login();
  const { headers, json } = await send();

  const shown = JSON.stringify([headers, json, recorded(settings.reportDir)]);
  expect(partsOf(token, shown.toLowerCase())).toEqual([]);
  expect(shown).toContain(secret('alice password'));
  for (const { password } of accounts) expect(shown).not.toContain(password);
});

const held = (names: object) => Object.keys(names).filter((name) => process.env[name] !== undefined);

test('once the relay is published, the environment holds no password', async ({ serve, reach }, testInfo) => {
  const [{ relay, settings }] = await reach(await serve(right()));
  const secrets = {
    T_PASSWORD: 'the right one',
    T_AGAIN: 'the right one',
    T_PROXY: 'http://user:p%40ss@proxy.example:3128',
    T_PLAIN: 'user:p@ss@proxy.example',
    T_NOBODY: 'https://:p@proxy.example',
    T_SOCKS: 'socks5://user:p@proxy.example',
  };
  const others = {
    T_ADDRESS: 'http://proxy.example:3128/a@b',
    T_EMAIL: 'alice@example.com',
    T_TEXT: 'right one',
  };
  Object.assign(process.env, secrets, others);
  const reportDir = testInfo.outputPath('published');
  const hosts = [{ ...settings, reportDir }];
  const run = { id: '83740c5f', tag: relay.tag, hosts, fleet: undefined, reportDir };

  const putBack = publish(relay, run, new Set(['the right one']));
  const [left, kept, told, known] = [held(secrets), held(others), relayOfRun(), readPublished()];
  putBack();
  const again = Object.keys(secrets).map((name) => process.env[name]);
  for (const name of Object.keys({ ...secrets, ...others })) delete process.env[name];

  expect(kept).toEqual(Object.keys(others));
  expect(left).toEqual([]);
  expect([told, known]).toEqual([relay, run]);
  expect(again).toEqual(Object.values(secrets));
  expect([relayOfRun(), readPublished()]).toEqual([undefined, undefined]);
});
