/** Limits on what is read of an answer: pure functions, without a host. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { carriedTokens, looseJson, MOST_BYTES, outline } from '../../fixtures/answers/facts.ts';
import { DIRECT } from '../../fixtures/settings/connection/connection.ts';
import { causeOf } from '../../fixtures/relay/sending/causes.ts';
import { unissued } from '../../fixtures/evidence/forged-values.ts';
import { Pace } from '../../fixtures/relay/pace/pace.ts';
import { Redactor } from '../../fixtures/evidence/redaction.ts';
import { unsendable } from '../../fixtures/relay/sending/send.ts';
import { unpack } from '../../fixtures/relay/sending/unpack.ts';
import { now } from '../../fixtures/timing/durations.ts';
import { expect, test } from '../tools/certify.ts';

const TEXT = '{"access_token": "a"}';
const whole = (bytes: Buffer) => ({ bytes, cut: false });

for (const [coding, bytes] of [
  ['', Buffer.from(TEXT)],
  ['identity', Buffer.from(TEXT)],
  ['unheard-of', Buffer.from(TEXT)],
  ['gzip', gzipSync(TEXT)],
  ['GZIP', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
  ['br,,identity , gzip', gzipSync(brotliCompressSync(TEXT))],
] as const)
  test(`a body packed as "${coding}" (${bytes.length} bytes) is unpacked`, async () => {
    const { bytes: unpacked, cut } = await unpack(whole(bytes), coding);

    expect(unpacked.toString()).toBe(TEXT);
    expect(cut).toBe(false);
  });

test('a body is unpacked no further than the limit, one that breaks off as far as it goes, an empty one not at all', async () => {
  const bomb = gzipSync(Buffer.alloc(20 * MOST_BYTES));
  const long = gzipSync(TEXT.repeat(1000));

  for (const coding of ['gzip', 'gzip, gzip']) {
    const packed = coding === 'gzip' ? bomb : gzipSync(bomb);
    const { bytes, cut } = await unpack(whole(packed), coding);
    expect([bytes.length, cut]).toEqual([MOST_BYTES, true]);
  }
  expect((await unpack(whole(long.subarray(0, -20)), 'gzip')).bytes.toString()).toContain(TEXT);
  expect((await unpack(whole(Buffer.alloc(0)), 'gzip')).bytes).toHaveLength(0);
  await expect(unpack(whole(Buffer.from(TEXT)), 'gzip')).rejects.toThrow();
});

test('deep and wide bodies are read, and no more is kept of them than is judged', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const json = looseJson(`{"tree":${deep},"details":${deep},"access_token":"first","error_message":"m"}`);
  const wide = Object.fromEntries(
    Array.from({ length: 50_000 }, (_, nth) => [`f${nth}`, 'x'.repeat(20_000)]),
  );

  expect(carriedTokens(json, '')).toEqual([{ kind: 'access token', value: 'first' }]);
  expect(JSON.stringify(outline(json))).toBe(
    '{"tree":[],"details":[],"access_token":"first","error_message":"m"}',
  );
  const outlined = outline({ ...wide, access_token: 'late' });
  expect(outlined).toMatchObject({ access_token: 'late' });
  expect(Object.keys(Object(outlined))).toHaveLength(1001);
});

test('tokens of a few characters blow up no text', () => {
  const redactor = new Redactor();
  for (const letter of 'aceiklnost {}') redactor.learnToken(letter, 'alice access token');
  for (const word of ['alice', 'access', 'token']) redactor.learnToken(word, 'alice access token');

  expect(redactor.redact('a token')).toMatch(/^a \{\{alice access token \d+\}\}$/);
});

test('tokens without end are learned in little time, and not shown', () => {
  const redactor = new Redactor();
  const began = now();

  for (let nth = 0; nth < 50; nth++) redactor.learnToken('a'.repeat(900_000 + nth), 'alice access token');
  const mixed = Array.from({ length: 100_000 }, (_, nth) => nth.toString(36)).join('');
  redactor.learnToken(mixed, 'bob access token');

  expect(redactor.redact('a'.repeat(12_000))).toBe('{{part of alice access token 1}}');
  expect(redactor.redact(mixed.slice(0, 12_000))).toBe('{{part of bob access token 1}}');
  expect(unissued(mixed)).not.toBe(mixed);
  // A second or less; without limits it would be hours.
  expect(now() - began).toBeLessThan(20);
});

const header = (value: string) => unsendable({ 'X-Forensic-Access-Token': value });

test('a token that no header field can carry is not sent', () => {
  for (const right of ['', 'f3a9', '<script>', 'é', 'a'.repeat(60_000)])
    expect(header(right)).toBeUndefined();
  for (const wrong of ['a\r\nX-Injected: 1', 'a\u001b[31m', '\u202e', 'a'.repeat(70_000)])
    expect(header(wrong)).toMatch(/^the token for X-Forensic-Access-Token has .*carry$/);
});

test('the causes of lost answers are the suite’s own words', () => {
  for (const [message, cause] of [
    ['Parse Error: Header overflow', 'the header fields of the answer are more than 16 KB'],
    ['Parse Error: Invalid header value char', 'the answer is not HTTP (Invalid header value char)'],
    ['Timeout 15000ms exceeded', 'no answer within 15 s'],
    ['connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED'],
    [
      // Since Node 24 the message has advice.
      'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
      'the TLS certificate of the host is self-signed',
    ],
    ['<script>\u001b[31m', 'the connection broke'],
  ] as const)
    expect(causeOf(new Error(message), DIRECT).words).toBe(cause);
});

test('a path that does not answer is not asked for ever by the same part of a run, and others are', () => {
  const pace = new Pace();
  for (let nth = 0; nth < 2; nth++) {
    expect(pace.whyHopeless('tests', '/slow')).toBeUndefined();
    pace.noteUnanswered('tests', '/slow', 'no answer within 15 s', true);
  }

  expect(pace.whyHopeless('tests', '/slow')).toContain('/slow is not asked any more');
  expect(pace.whyHopeless('tests', '/other')).toBeUndefined();
  expect(pace.whyHopeless('experiments', '/slow')).toBeUndefined();
  pace.answered('tests', '/slow');
  expect(pace.whyHopeless('tests', '/slow')).toBeUndefined();
});
