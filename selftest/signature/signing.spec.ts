/** Tests signing: a run with a key signs its files, and the key reaches no other process. */
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keyIdOf } from '../../reporter/signature/envelope.ts';
import { parsePublicKey } from '../../reporter/signature/public-key.ts';
import { SettingsError, takeSigningKey } from '../../fixtures/settings/read.ts';
import { parseSigningKey } from '../../fixtures/settings/signing-key.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { signReport } from '../../reporter/signature/sign.ts';
import type { Certificate } from '../../schemas/index.ts';
import { SIGNATURE_FILE } from '../../reporter/certificate/files.ts';
import { expect, program, settingsFor, start, test } from '../tools/certify.ts';
import { verifyForeign } from './foreign-verifier.ts';

const pair = generateKeyPairSync('ed25519');
const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Returns the lines of a PEM that hold the key. */
const bodyOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.includes('-----'));

test('a signed run is verified, by us and by another, until it is touched', async ({
  certify,
  serve,
}, testInfo) => {
  const url = await serve(referenceHost(accounts, { ttl: 3, longliveTtl: 157_680_000 }));
  const seen = testInfo.outputPath('processes.jsonl');
  // Each Node process of the run writes down its program and the key in its environment.
  const spy = `import fs from 'node:fs'; fs.appendFileSync(${JSON.stringify(seen)}, JSON.stringify([process.argv.slice(1, 3).join(' '), process.env.OZ_SIGNING_KEY]) + '\\n');`;
  const options = `--import=data:text/javascript,${encodeURIComponent(spy).replaceAll("'", '%27')}`;
  const key = testInfo.outputPath('pub.pem');
  writeFileSync(key, publicPem);

  const { code, output, reportDir, certificate, ids } = await certify(
    { ...settingsFor(url), OZ_SIGNING_KEY: pem.replaceAll('\n', '\\n'), NODE_OPTIONS: options },
    '--grep',
    '@issue',
  );

  expect(code, output).toBe(2);
  expect(output).toContain(`signed with the key ${keyIdOf(pair.publicKey)}`);
  const envelope = readFileSync(path.join(reportDir, SIGNATURE_FILE), 'utf8');
  verifyForeign(envelope, pair.publicKey);
  const { payload }: { payload: string } = JSON.parse(envelope);
  const statement: { predicate: { passedTests: string[] } } = JSON.parse(
    Buffer.from(payload, 'base64').toString(),
  );
  expect(statement.predicate).toMatchObject({ result: 'WARNED', failedTests: [] });
  expect(statement.predicate.passedTests.toSorted()).toEqual(ids('passed'));
  expect(ids('passed').length).toBeGreaterThan(5);

  const [first, ...others] = readFileSync(seen, 'utf8').trim().split('\n');
  expect(first).toContain('certify.ts');
  expect(first).toContain('BEGIN PRIVATE KEY');
  expect(others.length).toBeGreaterThan(1);
  for (const line of others) expect(line).toMatch(/,""\]$/);

  const verified = program('verify', [reportDir, '--key', key]);
  expect(verified.output).toContain('VERIFIED: nothing was changed.');
  for (const part of [certificate.run.id, certificate.host.url, 'INCONCLUSIVE', keyIdOf(pair.publicKey)])
    expect(verified.output).toContain(part);
  expect(verified.code).toBe(0);

  const follows = program('verify', [reportDir, '--key', key, '--rejudge']);
  expect(follows.output).toContain(
    'VERIFIED: nothing was changed, and the verdict follows from the evidence.',
  );
  expect(follows.code).toBe(0);
  // Whoever has the key can sign what is not so.
  const lie: Certificate = structuredClone(certificate);
  for (const one of lie.requirements) if (one.id === 'issue.returns-pair') one.verdict = 'failed';
  const lying = testInfo.outputPath('lying');
  cpSync(reportDir, lying, { recursive: true });
  writeFileSync(path.join(lying, 'certificate.json'), JSON.stringify(lie));
  signReport(lying, lie, pair.privateKey);
  const caught = program('verify', [lying, '--key', key, '--rejudge']);
  expect(caught.output).toContain('NOT VERIFIED: nothing was changed, but something else follows');
  expect(caught.output).toContain('DIFFERS issue.returns-pair');
  expect(caught.code).toBe(3);

  writeFileSync(path.join(reportDir, 'junit.xml'), '<testsuites/>');
  const exchanges = path.join(reportDir, 'evidence/exchanges.jsonl');
  const [one = '', two = '', ...rest] = readFileSync(exchanges, 'utf8').split('\n');
  writeFileSync(exchanges, [two, one, ...rest].join('\n'));
  const touched = program('verify', [reportDir, '--key', key]);
  expect(touched.output).toContain('junit.xml was changed after it was signed');
  const swapped = [1, 2].map((nth) => `line ${nth} (${certificate.run.id}-preflight-${nth})`).join(' and ');
  expect(touched.output).toContain(`evidence/exchanges.jsonl, ${swapped} were swapped`);
  expect(touched.code).toBe(1);

  // A run with a wrong setting ends at once, and must not leave the old signature in the folder.
  const again = start({ ...settingsFor(url), OZ_SESSION_TTL: '15m', OZ_REPORT_DIR: reportDir });
  await new Promise((resolve) => again.on('close', resolve));
  expect(existsSync(path.join(reportDir, SIGNATURE_FILE))).toBe(false);
});

test('verify says what it needs', ({}, testInfo) => {
  const folder = testInfo.outputPath('report');
  mkdirSync(folder);

  const { code, output } = program('verify', [folder]);

  expect(output).toContain('--key is missing');
  expect(code).toBe(2);
});

test('keygen makes a pair that signs, and never replaces one', ({}, testInfo) => {
  const folder = testInfo.outputPath('keys');

  const made = program('keygen', [folder]);

  const [secret, open] = ['oz-signing-key.pem', 'oz-signing-key.pub.pem'].map((name) =>
    path.join(folder, name),
  );
  if (secret === undefined || open === undefined) throw new Error('no names');
  expect(made.code, made.output).toBe(0);
  expect(statSync(secret).mode & 0o777).toBe(0o600);
  const key = parseSigningKey({ OZ_SIGNING_KEY: secret });
  const id = keyIdOf(parsePublicKey(readFileSync(open, 'utf8')));
  expect(key && keyIdOf(key)).toBe(id);
  expect(made.output).toContain(id);
  for (const line of bodyOf(readFileSync(secret, 'utf8'))) expect(made.output).not.toContain(line);

  const before = readFileSync(secret);
  const again = program('keygen', [folder]);
  expect(again.output).toContain('a key is not replaced');
  expect(again.code).toBe(2);
  expect(readFileSync(secret)).toEqual(before);
});

test('the key is a text or a file, and is taken out of the environment', ({}, testInfo) => {
  const file = testInfo.outputPath('key.pem');
  writeFileSync(file, pem);
  const env = testInfo.outputPath('env');
  writeFileSync(env, `OZ_SIGNING_KEY="${pem}"\n`);

  const id = keyIdOf(pair.publicKey);
  for (const value of [pem, pem.trim().replaceAll('\n', '\\n'), file]) {
    const environment = { OZ_SIGNING_KEY: value };
    const key = takeSigningKey(environment, '/nonexistent');
    expect(key && keyIdOf(key)).toBe(id);
    expect(environment).toEqual({ OZ_SIGNING_KEY: '' });
  }
  const environment = {};
  const key = takeSigningKey(environment, env);
  expect(key && keyIdOf(key)).toBe(id);
  expect(takeSigningKey(environment, env)).toBeUndefined();
  expect(takeSigningKey({}, '/nonexistent')).toBeUndefined();
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'planted' } as const;

for (const [what, value, says] of [
  ['no PEM', bodyOf(pem).join(''), 'neither a key in PEM nor the path of a file'],
  ['a file that is not there', '/nonexistent/key.pem', 'can be read (ENOENT)'],
  ['a folder', '/', 'can be read (EISDIR)'],
  ['a file without PEM', path.join(__dirname, '../catalogue/requirement-ids.txt'), 'holds no PEM'],
  ['a public key', publicPem, 'is a public key'],
  ['an encrypted key', pair.privateKey.export(locked).toString(), 'is an encrypted key'],
  ['an RSA key', rsa.export({ type: 'pkcs8', format: 'pem' }).toString(), 'is a key of the type rsa'],
  ['a key cut short', pem.replace(/.{20}\n-----END/, '\n-----END'), 'is no private key that can be read'],
  ['a key in one line', pem.replaceAll('\n', ' '), 'is no private key that can be read'],
] as const)
  test(`${what} is refused as OZ_SIGNING_KEY and not shown`, () => {
    let message = '';
    try {
      parseSigningKey({ OZ_SIGNING_KEY: value });
    } catch (error) {
      if (error instanceof SettingsError) message = error.message;
    }

    expect(message).toMatch(/^OZ_SIGNING_KEY .* npm run keygen makes one\.$/);
    expect(message).toContain(says);
    for (const line of bodyOf(value.replaceAll(' ', '\n'))) expect(message).not.toContain(line.slice(0, 20));
  });

test('a wrong key ends the run before any request', async ({ certify }) => {
  const { code, output, certificate } = await certify({
    ...settingsFor('http://127.0.0.1:9'),
    OZ_SIGNING_KEY: publicPem,
  });

  expect(code).toBe(2);
  expect(output).toContain('OZ_SIGNING_KEY is a public key');
  expect(certificate.summary).toContain('OZ_SIGNING_KEY is a public key');
  expect(certificate.run.requests).toBe(0);
});
