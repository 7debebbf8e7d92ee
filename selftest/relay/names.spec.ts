/** Names in the places of secrets and values in the places of names: pure functions, without a host. */
import * as fc from 'fast-check';
import { DIRECT } from '../../fixtures/settings/connection/connection.ts';
import { documentedMessages } from '../../fixtures/catalogue/documented-errors.ts';
import {
  altered,
  alterationsOf,
  unissued,
  wrongPassword,
  wrongPasswordsOf,
} from '../../fixtures/evidence/forged-values.ts';
import { nameInJson, nameInText } from '../../fixtures/relay/secrets/name-secrets.ts';
import { newTag, tagged, untagged } from '../../fixtures/evidence/names.ts';
import { Secrets, Unsendable } from '../../fixtures/relay/secrets/secrets.ts';
import { expect, test } from '../tools/certify.ts';
import { partsOf } from './fixtures.ts';

const TAG = '8f3a12c0';
const TOKEN = 'f3a9c1d27b6e4f50/8192+a3b4c5d6e7f8==';
const PASSWORD = 'pä"ss\\wörd 🔑';
const of = (name: string) => tagged(TAG, name);
/** A lone surrogate. */
const LONE = /\p{Surrogate}/u;
const ACCESS = of('alice access token 1');

/** Creates secrets with these passwords and this first access token of alice. */
function secretsWith(
  passwords: Readonly<Record<string, string>> = { alice: PASSWORD },
  token = TOKEN,
): Secrets {
  const secrets = new Secrets(TAG, { passwords, connection: DIRECT });
  secrets.learn(token, 'alice access token');
  return secrets;
}

test('a secret has its name wherever it stands in JSON, and no part of it is left', () => {
  const secrets = secretsWith();
  const base64 = [0, 1, 2].map((shift) => Buffer.from(`${'x'.repeat(shift)}${TOKEN}`).toString('base64'));
  const forms = [TOKEN, encodeURIComponent(TOKEN), JSON.stringify(PASSWORD), ...base64];
  const wide = {
    access_token: TOKEN,
    whole: TOKEN,
    beside: `a ${TOKEN} b`,
    [`key ${TOKEN}`]: [{ json: JSON.stringify({ TOKEN, PASSWORD }) }],
    start: TOKEN.slice(0, 12),
    middle: `x${TOKEN.slice(5, 20)}`,
    end: TOKEN.slice(-11),
    url: `?token=${encodeURIComponent(TOKEN)}`,
    base64,
    password: PASSWORD,
  };

  const named = nameInJson(JSON.stringify(wide), secrets);

  expect(forms.flatMap((form) => partsOf(form, named))).toEqual([]);
  const read: unknown = JSON.parse(named);
  expect(read).toMatchObject({ access_token: ACCESS, whole: ACCESS, beside: `a ${ACCESS} b` });
  expect(read).toMatchObject({ password: of('alice password'), end: of('part of alice access token 1') });
  expect(read).toMatchObject({ url: `?token=${of('alice access token 1, encoded')}` });
});

test('whatever a host makes of a token, JSON stays JSON', () => {
  const piece = fc.oneof(
    fc.constantFrom(TOKEN, PASSWORD, '\\', '"', '{{', '}}', of('bob password'), '\ud800', '0', 'details'),
    fc.nat(TOKEN.length - 10).map((at) => TOKEN.slice(at, at + 14)),
    fc.string({ unit: 'binary-ascii', maxLength: 5 }),
  );
  const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
  const leaf = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null));
  const json = fc.dictionary(text, fc.oneof(leaf, fc.array(leaf), fc.dictionary(text, leaf)));
  const secrets = secretsWith();
  fc.assert(
    fc.property(json, fc.constantFrom(0, 1, '\t'), (value, space) => {
      const named = nameInJson(JSON.stringify(value, null, space), secrets);

      expect(() => JSON.parse(named)).not.toThrow();
      expect(partsOf(TOKEN, named)).toEqual([]);
      expect(named).not.toContain(JSON.stringify(PASSWORD).slice(1, -1));
    }),
  );
});

test('what is no secret stays byte for byte as it came', () => {
  const json = `\t{ "a" : 1e999,"a":-0.10, "b\\u00e9":["\\/ \\ud800", "", 12345678901234567890] ,\r\n "access_token" : "T" } `;

  const named = nameInJson(json.replace('T', TOKEN), secretsWith());

  expect(named).toBe(json.replace('T', ACCESS));
});

test('values that are not equal to a token have other names than it', () => {
  const secrets = secretsWith();
  const others = [TOKEN.slice(0, -1), TOKEN.slice(1), TOKEN.slice(0, 20), `${TOKEN}x`, TOKEN.toUpperCase()];

  const named = (access_token: string) => nameInJson(JSON.stringify({ access_token }), secrets);

  for (const other of others) expect(named(other)).not.toBe(named(TOKEN));
  expect(named(TOKEN)).toBe(JSON.stringify({ access_token: ACCESS }));
});

test('tokens are told apart and known again, by their whole text', () => {
  const secrets = secretsWith();
  const prefix = 'oz_live_'.repeat(30);

  const names = [TOKEN, `${TOKEN}.1`, `${prefix}a`, `${prefix}b`, TOKEN, `${prefix}b`].map((token) =>
    secrets.learn(token, 'alice access token'),
  );

  expect(names.map((name) => Number(name.split(' ').at(-1)))).toEqual([1, 2, 3, 4, 1, 4]);
  expect(secrets.learn(TOKEN, 'bob expire token')).toBe('alice access token 1');
});

test('what looks like a token has a name, though it was never issued', () => {
  const other = '0123456789abcdef0123456789abcdef';

  expect(nameInJson(`{"id":"${other}"}`, secretsWith())).toBe(`{"id":"${of('opaque, 32 characters')}"}`);
  expect(nameInText(`<p>${other}</p>`, secretsWith())).toBe(`<p>${of('opaque, 32 characters')}</p>`);
  const date = '{"expire_date":"20260101T000000+0000"}';
  expect(nameInJson(date, secretsWith())).toBe(date);
});

test('a token that is a number stays one, and does not show its digits', () => {
  const secrets = secretsWith({}, '9876543210123');
  const json =
    '{"access_token":9876543210123,"a":[98765432101230,-9876543210123],"expire_date":1790000000.5}';

  const named = nameInJson(json, secrets);

  expect(named).toBe(json.replace(':9876543210123', ':0'));
  expect(nameInJson('{"expire_date":1790000000.5, "n":15}', secretsWith())).toContain('1790000000.5, "n":15');
});

test('the words of the page stay, even where a password reads like one', () => {
  const secrets = secretsWith({ alice: 'Session', bob: 'details', service: 'error_code' });
  const bodies = documentedMessages.map((error_message) =>
    JSON.stringify({ error_code: 10, error_message, details: null }),
  );

  for (const body of bodies) expect(nameInJson(body, secrets)).toBe(body);
  expect(nameInJson('{"text":"Your Session"}', secrets)).toBe(`{"text":"Your ${of('alice password')}"}`);
});

test('values stand in the places of names, each put in once', () => {
  const secrets = secretsWith({ alice: PASSWORD, bob: of('alice password') });
  const tricky = secrets.learn(of('bob password'), 'alice access token');

  expect(secrets.fill(`a ${ACCESS}${of(tricky)} {{7*7}} {{00000000:bob password}}`)).toBe(
    `a ${TOKEN}${of('bob password')} {{7*7}} {{00000000:bob password}}`,
  );
  expect(secrets.fill(of('bob password'))).toBe(of('alice password'));
});

test('names of values that were made stand for the same each time, and are known in answers', () => {
  const secrets = secretsWith();
  const names = [
    'alice access token 1, with its last character changed',
    'an access token never issued 1, like alice access token 1',
    'an expire token never issued 2, like alice access token 1',
    'alice password, an unrelated one',
    'alice password, another unrelated one',
  ];

  const values = names.map((name) => secrets.fill(of(name)));

  expect(names.map((name) => secrets.fill(of(name)))).toEqual(values);
  expect(new Set([...values, TOKEN, PASSWORD]).size).toBe(7);
  expect(nameInJson(JSON.stringify(values), secrets)).toBe(JSON.stringify(names.map(of)));
  for (const nothing of ['alice access token 1, made in no known way', 'alice access token 1, toString', ''])
    expect(() => secrets.fill(of(nothing))).toThrow(Unsendable);
});

test('a name is shown without its tag, which is another in each run', () => {
  expect(untagged(TAG, `a ${ACCESS} {{00000000:x}}`)).toBe('a {{alice access token 1}} {{00000000:x}}');
  expect(newTag()).toMatch(/^[0-9a-f]{8}$/);
  expect(newTag()).not.toBe(newTag());
});

test('an altered token is another one, and whole characters', () => {
  const swapped = "with its letters' case swapped";

  expect(alterationsOf('1234567890')).not.toContain(swapped);
  expect(alterationsOf('abc1234567')).toContain(swapped);
  expect(alterationsOf('1234567890 ')).not.toContain('without its last character');
  expect(altered('1234567890', 'toString')).toBeUndefined();
  // None of these tokens has another of its shape, and the search must end.
  expect([unissued('--'), unissued('ключ'), unissued('🔑')]).toEqual(['--x', 'ключx', '🔑x']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (token) => {
      const made = alterationsOf(token).map((how) => altered(token, how) ?? '');
      for (const one of [...made, unissued(token)]) {
        expect(one.trim()).not.toBe(token.trim());
        expect(one).not.toMatch(LONE);
      }
    }),
  );
});

test('a wrong password is never the right one, and whole characters', () => {
  const ways = ['an unrelated one', 'another unrelated one', 'with its last character changed'];

  expect(wrongPasswordsOf('12345678')).toEqual(ways);
  expect(wrongPasswordsOf('Pass🔑')).toEqual([...ways, "with its letters' case swapped"]);
  expect(wrongPassword('Pass🔑', 'with its last character changed')).toMatch(/^Pass[a-j]$/);
  for (const password of ['a', 'J', 'passworda', '🔑', 'x J'])
    for (const how of wrongPasswordsOf(password)) {
      const made = wrongPassword(password, how) ?? '';
      expect(made.toLowerCase() === password.toLowerCase()).toBe(how.includes('case swapped'));
      expect(made).not.toMatch(LONE);
    }
});
