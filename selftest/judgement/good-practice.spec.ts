/** What is judged of all exchanges is judged right: on texts and tokens of hosts that do well, and of some that don't. */
import { randomBytes, randomUUID } from 'node:crypto';
import { internalsIn } from '../../fixtures/answers/internals.ts';
import { IssuedTokens } from '../../fixtures/answers/issued-tokens.ts';
import { weaknessOf } from '../../fixtures/judgement/matchers/token-strength.ts';
import { certificatePage } from '../../reporter/page/certificate-page.ts';
import { describeCertificate } from '../../reporter/terminal/table.ts';
import { expect, test } from '../tools/certify.ts';
import { failure } from '../reports/page-samples.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

/** What is wrong with tokens like this, of which an account gets 30 pairs. */
function weakness(make: () => string): string {
  const issued = new IssuedTokens();
  const pairs = Array.from({ length: 30 }, () => ({ access_token: make(), expire_token: make() }));
  return weaknessOf(pairs.flatMap((pair) => issued.learn('alice', pair)));
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const jwt = (claims: object, signature: number) =>
  ['{"alg":"RS256"}', JSON.stringify(claims)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .concat(randomBytes(signature).toString('base64url'))
    .join('.');
let nth = 0;

for (const [what, make] of Object.entries({
  '16 bytes in hex': () => hex(16),
  '16 bytes in base64url': () => randomBytes(16).toString('base64url'),
  '16 bytes in base64': () => randomBytes(16).toString('base64'),
  'a UUID of version 4': () => randomUUID(),
  'a UUID without its dashes': () => randomUUID().replaceAll('-', '').toUpperCase(),
  'a prefix and 32 bytes': () => `oz_live_${hex(32)}`,
  '40 digits': () => Array.from(randomBytes(40), (byte) => byte % 10).join(''),
  'a web token whose claims change little': () => jwt({ sub: 'alice', exp: ++nth }, 256),
  'lengths that vary': () => `${hex(24)}.${++nth}`,
}))
  test(`tokens of ${what} are strong`, () => {
    for (let run = 0; run < 20; run++) expect(weakness(make)).toBe('');
  });

for (const [what, make, says] of [
  ['30 digits', () => Array.from(randomBytes(30), (byte) => byte % 10).join(''), '99 bits'],
  ['14 bytes', () => hex(14), '112 bits'],
  ['a counter', () => (++nth).toString(16).padStart(64, '0'), 'differ from those of the one before'],
  ['a time and a little chance', () => `${Date.now().toString(16).padStart(40, '0')}${hex(6)}`, 'differ'],
  ['a web token without a signature', () => jwt({ sub: 'alice', exp: ++nth }, 0), 'differ'],
  ['a few that come again', () => `${'token'.repeat(10)}${++nth % 7}`, 'issued twice'],
] as const)
  test(`tokens of ${what} are weak`, () => {
    expect(weakness(make)).toContain(says);
  });

test('the same session, handed out again, repeats no token', () => {
  const issued = new IssuedTokens();
  const pair = { access_token: hex(32), expire_token: hex(32) };

  expect(weaknessOf([pair, pair, pair].flatMap((one) => issued.learn('alice', one)))).toBe('');
});

for (const text of [
  '{"error_code": 3, "error_message": "Could not locate field for key_path expire_token from provided dict data"}',
  'Select an account from the list, or delete from it what you do not need.',
  '<html><link href="/static/app.css"><script src="/static/js/main.js"></script><a href="/index.php">nginx</a></html>',
  '{"help": "https://docs.example.com/var/lib/errors.html", "trace": "Trace:\\n4bf92f3577b34da6"}',
  '{"path": "/tenant/a/api/authorize/auth/", "at": "2026-11-24T04:02:58.687Z"}',
])
  test(`nothing of the host shows in ${text.slice(0, 40)}…`, () => {
    expect(internalsIn([text], '/tenant/a/api/authorize/auth/')).toBe('');
  });

for (const [text, what] of [
  ['at Sessions.renew (/srv/api/sessions.js:12:9)', 'a stack trace'],
  ['\tat com.oz.api.Auth.post(Auth.java:88)', 'a stack trace'],
  ['java.lang.NullPointerException: Cannot invoke', 'an exception of the host'],
  ['  at Oz.Api.Auth.Post() in C:\\src\\Auth.cs:line 12', 'a stack trace'],
  ['PHP Warning in /var/www/html/auth.php on line 5', 'a stack trace'],
  ['goroutine 12 [running]:', 'a stack trace'],
  ["open '/etc/oz/secret.yml'", 'a path of a file'],
  ['(psycopg2.errors.UndefinedTable) relation "sessions" does not exist', 'an error of the database'],
  ['INSERT INTO sessions (id) VALUES ($1)', 'SQL'],
] as const)
  test(`what the host is made of shows in ${text.slice(0, 40)}…`, () => {
    expect(internalsIn([text], '/api/folders/')).toContain(what);
  });

test('a deviation says what its risk is, wherever it is shown', () => {
  const certificate = sampleCertificate({ 'security.no-store': failure('{}') });
  const risk = 'A cache on the way, or of a browser, keeps tokens for whoever reads it later.';

  expect(describeCertificate(certificate, { file: 'report/certificate.json', coloured: false })).toContain(
    `    the risk: ${risk}`,
  );
  expect(certificatePage(certificate, 'ab'.repeat(32)).replaceAll(/\s+/g, ' ')).toContain(
    `<dt>the risk</dt> <dd><pre>${risk}</pre></dd>`,
  );
  expect(certificate.verdict).toBe('conformant');
});
