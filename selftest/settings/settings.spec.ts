/** Every wrong setting ends the run before any request, with a message that says what to write. */
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { parseHost, parseSettings } from '../../fixtures/settings/parse.ts';
import { readSettings, SettingsError } from '../../fixtures/settings/read.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';
import { selfSigned, written } from '../network/certificates.ts';

const HOST = 'https://api.example.com';
const RIGHT = { ...settingsFor(HOST) };
const PASSWORD = 'planted-password-of-alice';

function refusal(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries({ ...RIGHT, OZ_USER_PASSWORD: PASSWORD, ...values });
  try {
    parseSettings(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error('these settings were accepted');
}

const WRONG: ReadonlyArray<{
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly says: readonly string[];
}> = [
  { values: { OZ_API_HOST: 'api.example.com' }, says: ['OZ_API_HOST is "api.example.com"', 'https://'] },
  { values: { OZ_API_HOST: 'ftp://example.com' }, says: ['OZ_API_HOST is "ftp://example.com"'] },
  { values: { OZ_API_HOST: ' ' }, says: ['OZ_API_HOST', 'empty'] },
  { values: { OZ_API_HOST: `https://u:${PASSWORD}@example.com` }, says: ['OZ_API_HOST', 'password'] },
  { values: { OZ_API_HOST: 'https://example.com/?a=b' }, says: ['OZ_API_HOST', 'query'] },
  { values: { OZ_SESSION_TTL: '15m' }, says: ['OZ_SESSION_TTL is "15m"', 'OZ_SESSION_TTL=900'] },
  { values: { OZ_SESSION_TTL: '-1' }, says: ['OZ_SESSION_TTL is "-1"', 'above 0'] },
  { values: { OZ_SESSION_TTL: '0' }, says: ['OZ_SESSION_TTL is "0"', 'above 0'] },
  { values: { OZ_SESSION_LONGLIVE_TTL: 'five years' }, says: ['OZ_SESSION_LONGLIVE_TTL is "five years"'] },
  { values: { OZ_TIME_BUDGET: '1h' }, says: ['OZ_TIME_BUDGET is "1h"'] },
  {
    values: { OZ_LOGINS_PER_MINUTE: '5/min' },
    says: ['OZ_LOGINS_PER_MINUTE is "5/min"', 'a number of logins, 1 or more', 'OZ_LOGINS_PER_MINUTE=5'],
  },
  { values: { OZ_LOGINS_PER_MINUTE: '0.9' }, says: ['OZ_LOGINS_PER_MINUTE is "0.9"', '1 or more'] },
  { values: { OZ_LOGINS_PER_MINUTE: '-5' }, says: ['OZ_LOGINS_PER_MINUTE is "-5"', 'remove it'] },
  { values: { OZ_USER_PASSWORD: undefined }, says: ['OZ_USER_PASSWORD is not set', 'OZ_USER_EMAIL is'] },
  { values: { OZ_USER_EMAIL: undefined }, says: ['OZ_USER_EMAIL is not set'] },
  { values: { OZ_OTHER_USER_PASSWORD: undefined }, says: ['OZ_OTHER_USER_PASSWORD is not set'] },
  { values: { OZ_SERVICE_USER_EMAIL: 'nobody' }, says: ['OZ_SERVICE_USER_EMAIL is "nobody"'] },
  { values: { OZ_OTHER_USER_EMAIL: 'Alice@example.com' }, says: ['OZ_OTHER_USER_EMAIL', 'same account'] },
  { values: { OZ_RESOURCE_PATH: `${HOST}/api/folders/` }, says: ['OZ_RESOURCE_PATH', 'full URL'] },
  { values: { OZ_RESOURCE_PATH: '//example.com/x' }, says: ['OZ_RESOURCE_PATH', 'full URL'] },
  { values: { OZ_RESOURCE_PATH: 'api/folders/' }, says: ['OZ_RESOURCE_PATH is "api/folders/"', 'slash'] },
  { values: { OZ_API_HOST: undefined }, says: ['OZ_API_HOST is not set, but OZ_USER_EMAIL is'] },
  { values: { OZ_TLS_INSECURE: 'yes' }, says: ['OZ_TLS_INSECURE is "yes"', 'Write 1'] },
  {
    values: { OZ_CA_FILE: '/nonexistent.pem' },
    says: ['OZ_CA_FILE is "/nonexistent.pem"', 'ENOENT', 'ca.pem'],
  },
  { values: { OZ_CA_FILE: 'package.json' }, says: ['OZ_CA_FILE', 'holds no certificate in PEM'] },
  {
    values: { OZ_CA_FILE: `-----BEGIN X ${PASSWORD}` },
    says: ['OZ_CA_FILE holds PEM itself', 'path of a file'],
  },
  {
    values: { OZ_CLIENT_CERT: 'a.pem' },
    says: ['OZ_CLIENT_KEY is not set', 'OZ_CLIENT_CERT is "a.pem"', 'ENOENT'],
  },
  {
    values: { OZ_CLIENT_KEY: 'package.json' },
    says: ['OZ_CLIENT_CERT is not set', 'holds no private key in PEM'],
  },
  {
    values: { HTTPS_PROXY: `socks5://u:${PASSWORD}@proxy.example:1080` },
    says: ['HTTPS_PROXY', 'socks5:', 'http://proxy.example.com:3128'],
  },
  { values: { https_proxy: `http://u:${PASSWORD}@` }, says: ['https_proxy is no address of a proxy', '%40'] },
  { values: { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, says: ['Write OZ_TLS_INSECURE=1', 'unset NODE_TLS'] },
  {
    values: { OZ_USER_PASSWORD: `${PASSWORD}\r\n` },
    says: ['OZ_USER_PASSWORD ends with a line break', 'printf'],
  },
  {
    values: { OZ_RESOURCE_PATH: 'C:/Program Files/Git/api/folders/' },
    says: ['Git Bash', 'MSYS_NO_PATHCONV=1'],
  },
  { values: { OZ_CA_FILE: '/c/Users/me/ca.pem' }, says: ['ENOENT', 'Git Bash', 'C:/Users/me/ca.pem'] },
  { values: { OZ_CA_FILE: 'C:\\no\\ca.pem' }, says: ['ENOENT', 'a path of Windows', '/mnt/c/no/ca.pem'] },
  {
    values: { OZ_EXTRA_HEADERS: `X-A: a\n${PASSWORD}` },
    says: ['OZ_EXTRA_HEADERS, line 2', 'X-Api-Key: abc'],
  },
  { values: { OZ_EXTRA_HEADERS: PASSWORD }, says: ['OZ_EXTRA_HEADERS', 'ENOENT', 'X-Api-Key: abc'] },
  { values: { OZ_EXTRA_HEADERS: `Host: ${PASSWORD}` }, says: ['Host is set by the suite itself'] },
  {
    values: { OZ_EXTRA_HEADERS: `x-forensic-access-token: ${PASSWORD}` },
    says: ['x-forensic-access-token is set by the suite itself'],
  },
  {
    values: { OZ_EXTRA_HEADERS: `X-A: ${PASSWORD}ф` },
    says: ['the value of X-A', 'no header field can carry'],
  },
  { values: { OZ_EXTRA_HEADERS: `X-A: a\nx-a: ${PASSWORD}` }, says: ['x-a twice'] },
  { values: { HTTPS_PROXY: `http://u:${PASSWORD}@a/path` }, says: ['HTTPS_PROXY is no address of a proxy'] },
];

for (const { values, says } of WRONG)
  test(`${JSON.stringify(values, (_, value: unknown) => value ?? 'unset')} is refused`, () => {
    const message = refusal(values);

    for (const part of says) expect(message).toContain(part);
    expect(message).not.toContain(PASSWORD);
  });

test('logins go as fast as they come, or so many a minute as are told', () => {
  const texts = [' ', '5', '2.9', ' 1 '];
  const read = texts.map((text) => parseSettings({ ...RIGHT, OZ_LOGINS_PER_MINUTE: text }).loginsPerMinute);

  expect(read).toEqual([undefined, 5, 2, 1]);
  expect(parseSettings(RIGHT).loginsPerMinute).toBeUndefined();
});

test('the switch of Node is refused only where something is verified', () => {
  const NODE_TLS_REJECT_UNAUTHORIZED = '0';
  const insecure = { ...RIGHT, OZ_TLS_INSECURE: '1', NODE_TLS_REJECT_UNAUTHORIZED };

  expect(parseSettings(insecure).verified).toBe(false);
  expect(refusal({ ...insecure, HTTPS_PROXY: 'https://proxy.example' })).toContain('unset NODE_TLS');
  parseSettings({ ...RIGHT, OZ_API_HOST: 'http://api.example.com', NODE_TLS_REJECT_UNAUTHORIZED });
});

const read = (OZ_EXTRA_HEADERS: string) =>
  parseHost({ ...RIGHT, OZ_EXTRA_HEADERS }).secrets.connection.extraHeaders;

test('extra header fields are lines, lines with \\n, or a file', ({}, testInfo) => {
  const file = written(testInfo.outputPath('headers'), '# of the gateway\r\nX-A: a\r\n\r\nCookie: b=c\r\n');
  const both = [
    { name: 'X-A', value: 'a' },
    { name: 'Cookie', value: 'b=c' },
  ];

  expect(read('')).toEqual([]);
  for (const text of ['X-A: a\nCookie:b=c\n', String.raw`X-A: a\nCookie: b=c`, file])
    expect(read(text)).toEqual(both);
  expect(read('Authorization: Bearer x')).toEqual([{ name: 'Authorization', value: 'Bearer x' }]);
});

test('all wrong settings are named at once', () => {
  const message = refusal({ OZ_SESSION_TTL: '15m', OZ_API_HOST: 'example.com' });

  expect(message).toContain('OZ_SESSION_TTL');
  expect(message).toContain('OZ_API_HOST');
});

test('the environment goes before the file, and a base path is kept', ({}, testInfo) => {
  const file = testInfo.outputPath('env');
  writeFileSync(file, "OZ_API_HOST=https://file.example.com\nOZ_SESSION_TTL=60\nOZ_USER_PASSWORD='a #1'\n");

  const { OZ_USER_PASSWORD: _password, OZ_SESSION_TTL: _ttl, ...environment } = RIGHT;
  const { settings, secrets } = readSettings(
    { ...environment, OZ_API_HOST: 'https://api.example.com/base' },
    file,
  );

  expect(settings.host).toBe('https://api.example.com/base/');
  expect(settings.sessionTtl).toBe(60);
  expect(secrets.passwords.alice).toBe('a #1');
});

test('an unreadable file and an unknown setting in it are refused', ({}, testInfo) => {
  const folder = testInfo.outputPath('folder');
  mkdirSync(folder);
  expect(() => readSettings(RIGHT, folder)).toThrow(/folder cannot be read \(EISDIR\)/);

  const file = testInfo.outputPath('env');
  writeFileSync(file, 'OZ_SESION_TTL=60\n');
  expect(() => readSettings(RIGHT, file)).toThrow(/OZ_SESION_TTL in .* is no setting/);

  chmodSync(file, 0o000);
  test.skip(process.getuid?.() === 0, 'root reads everything');
  expect(() => readSettings(RIGHT, file)).toThrow(/cannot be read \(EACCES\)/);
});

test('a client certificate and its key have to fit', async ({}, testInfo) => {
  const [one, other] = await Promise.all([selfSigned(), selfSigned()]);
  const { privateKey } = generateKeyPairSync('ed25519');
  const encrypted = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  const values = { OZ_CLIENT_CERT: written(testInfo.outputPath('one.pem'), one.cert) };
  const key = (pem: string) => ({ ...values, OZ_CLIENT_KEY: written(testInfo.outputPath('key.pem'), pem) });

  expect(refusal(key(other.key))).toContain(
    'the key does not belong to the first certificate in OZ_CLIENT_CERT',
  );
  expect(refusal(key(encrypted.toString()))).toContain('the key is encrypted');
  expect(refusal(key(one.key.replace(/\n.{20}/, '\nAAAA')))).toContain(
    'the private key in the file cannot be read',
  );
  expect(
    refusal({
      OZ_CLIENT_CERT: written(testInfo.outputPath('cut.pem'), one.cert.replace(/\n.{20}/, '\nAAAA')),
    }),
  ).toContain('a certificate in the file cannot be read');
  expect(parseHost({ ...RIGHT, ...key(one.key) }).secrets.connection.client).toEqual({
    cert: one.cert.endsWith('\n') ? one.cert : `${one.cert}\n`,
    key: one.key,
  });
});

test('a wrong setting ends the run with code 2 and a certificate that says why', async ({ certify }) => {
  const { code, output, certificate } = await certify({ ...settingsFor(HOST), OZ_SESSION_TTL: '15m' });

  expect(code).toBe(2);
  expect(output).toContain('OZ_SESSION_TTL is "15m"');
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(certificate.verdict).toBe('inconclusive');
  expect(certificate.summary).toContain('OZ_SESSION_TTL is "15m"');
});
