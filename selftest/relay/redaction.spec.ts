/** What the redactor replaces and what it leaves alone. */
import * as fc from 'fast-check';
import { printable } from '../../fixtures/evidence/printable.ts';
import { withoutOpaque } from '../../fixtures/relay/secrets/opaque.ts';
import { Redactor } from '../../fixtures/evidence/redaction.ts';
import { SubstringFilter } from '../../fixtures/evidence/substring-filter.ts';
import { expect, test } from '../tools/certify.ts';

const written = (name: string) => `{{${name}}}`;
const TOKEN = 'f3a9c1d27b6e4f508192a3b4c5d6e7f8';

test('tokens get stable names, in every form and in part', () => {
  const redactor = new Redactor();

  expect(redactor.learnToken(TOKEN, 'alice access token')).toBe('alice access token 1');
  expect(redactor.learnToken(TOKEN, 'alice access token')).toBe('alice access token 1');
  expect(redactor.redact(`a ${TOKEN} b`)).toBe('a {{alice access token 1}} b');
  expect(redactor.redact(`cut: ${TOKEN.slice(0, 14)}…`)).toBe('cut: {{part of alice access token 1}}…');
  expect(redactor.redact(`tail: ${TOKEN.slice(-14)}`)).toBe('tail: {{part of alice access token 1}}');
  expect(redactor.redact(Buffer.from(`x:${TOKEN}`).toString('base64'))).not.toContain(
    Buffer.from(TOKEN.slice(0, 12)).toString('base64').slice(4, 12),
  );
});

test('a longer token that begins like another keeps its own name', () => {
  const redactor = new Redactor();
  redactor.learnToken(TOKEN, 'alice access token');
  redactor.learnTokenAs(`${TOKEN}x`, 'an altered one');

  expect(redactor.redact(`${TOKEN}x ${TOKEN}`)).toBe('{{an altered one}} {{alice access token 1}}');
});

test('a shortened token keeps its own name', () => {
  const redactor = new Redactor();
  redactor.learnToken(TOKEN, 'alice access token');
  redactor.learnTokenAs(TOKEN.slice(0, -1), 'a shortened one');

  expect(redactor.redact(`${TOKEN.slice(0, -1)} ${TOKEN}`)).toBe(
    '{{a shortened one}} {{alice access token 1}}',
  );
});

test('passwords are replaced whole, short and strange ones too', () => {
  const redactor = new Redactor();
  redactor.learnPassword('pä"ss w+rd', 'alice password');
  redactor.learnPassword('short', 'bob password');

  expect(redactor.redact('a pä"ss w+rd b')).toBe('a {{alice password}} b');
  for (const form of [JSON.stringify('pä"ss w+rd').slice(1, -1), encodeURIComponent('pä"ss w+rd')])
    expect(redactor.redact(`a ${form} b`)).toBe('a {{alice password, encoded}} b');
  expect(redactor.redact('is short')).toBe('is {{bob password}}');
});

test('what looks like a token is not shown, though nobody knows it', () => {
  expect(withoutOpaque(`{"a":"${TOKEN}"}`, written)).toBe('{"a":"{{opaque, 32 characters}}"}');
  expect(withoutOpaque('Could not locate field for key_path expire_token', written)).toContain(
    'expire_token',
  );
  expect(withoutOpaque('/api/authorize/refresh/ 157680000', written)).toBe(
    '/api/authorize/refresh/ 157680000',
  );
});

test('control characters and direction overrides are made visible', () => {
  expect(printable('a\u001b[31mb\u202ec\r\n\td')).toBe('a‹U+001B›[31mb‹U+202E›c\n\td');
  expect(printable('\u061c\u200b\u2028\u{e0041}\u009b')).toBe('‹U+061C›‹U+200B›‹U+2028›‹U+E0041›‹U+009B›');
  expect(printable('Олег 👋 שלום')).toBe('Олег 👋 שלום');
});

/** Generates texts, including surrogates and control characters; the first takes a second. */
const text = (minLength: number, maxLength: number) => fc.string({ unit: 'binary', minLength, maxLength });

test('no place where a known text begins is passed over', () => {
  const some = text(0, 60);
  const beginning = text(10, 10).filter(({ length }) => length >= 10);
  fc.assert(
    fc.property(some, beginning, some, some, (before, known, after, other) => {
      const filter = new SubstringFilter(10);
      for (const one of [known, `${other}0123456789`]) filter.add(one.slice(0, 10));
      const whole = before + known + after;
      const place = whole.indexOf(known.slice(0, 10));
      let at = filter.next(whole, 0);
      while (at < place) at = filter.next(whole, at + 1);
      expect(at).toBe(place);
    }),
  );
});

test('no secret is passed over, however short, and whatever else is known', () => {
  const secrets = fc.array(text(1, 30), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(secrets, text(0, 60), (known, between) => {
      const redactor = new Redactor();
      for (const one of known) redactor.learnPassword(one, 'p');

      const left = redactor
        .redact([between, ...known, between].join(between))
        .split(/\{\{p(?:, encoded)?\}\}/);

      for (const one of known) for (const piece of left) expect(piece).not.toContain(one);
    }),
  );
});
