/** Tests verification: an untouched signed folder is verified, and any change is found and named. */
import { generateKeyPairSync } from 'node:crypto';
import { describeCheck } from '../../reporter/signature/describe.ts';
import { keyIdOf, sealEnvelope } from '../../reporter/signature/envelope.ts';
import { parsePublicKey } from '../../reporter/signature/public-key.ts';
import { makeStatement } from '../../reporter/signature/statement.ts';
import { CERTIFICATE_FILES, SIGNATURE_FILE } from '../../reporter/certificate/files.ts';
import { expect, test } from '../tools/certify.ts';
import { verifyForeign } from './foreign-verifier.ts';
import { HOST, sampleCertificate } from '../tools/sample-certificate.ts';
import {
  certificate,
  check,
  flipped,
  type Folder,
  forged,
  having,
  privateKey,
  publicKey,
  signedFolder,
  without,
} from './signed-folder.ts';

test('an untouched folder is verified, by us and by another', ({}, testInfo) => {
  const folder = signedFolder(testInfo);

  const checked = check(folder);

  expect(checked.problems).toEqual([]);
  expect([...checked.signed.keys()]).toEqual([...CERTIFICATE_FILES]);
  expect(checked.certificate?.verdict).toBe('nonconformant');
  const said = describeCheck(checked, publicKey);
  for (const part of [keyIdOf(publicKey), HOST, '83740c5f', '2026-11-24T04:02:58.687Z', 'NONCONFORMANT'])
    expect(said).toContain(part);
  expect(said).toContain('VERIFIED: nothing was changed.');
  verifyForeign(folder.get(SIGNATURE_FILE)?.toString() ?? '', publicKey);
});

test('the test result says what the certificate says', () => {
  const { predicate } = makeStatement(
    sampleCertificate({
      'issue.returns-pair': { verdict: 'failed', reason: 'no pair' },
      'issue.lifetime': { verdict: 'inconclusive', reason: 'no answer' },
      'issue.tokens-differ': { verdict: 'failed', reason: 'they are equal' },
    }),
    new Map(),
  );

  expect(predicate.result).toBe('FAILED');
  expect(predicate.failedTests).toEqual(['issue.returns-pair']);
  expect(predicate.warnedTests).toEqual(['issue.lifetime', 'issue.tokens-differ']);
  expect(predicate.passedTests).toContain('access.grants');
  expect(predicate.configuration).toContainEqual(expect.objectContaining({ name: 'host', uri: HOST }));
});

test('a verdict that rests on waivers is no plain pass, and says whose they are', () => {
  const waiver = {
    requirement: 'issue.lifetime',
    reason: 'known',
    owner: 'Jane',
    until: '2026-12-31',
  } as const;
  const made = (outcome: 'failed' | 'passed') =>
    makeStatement(
      sampleCertificate({ 'issue.lifetime': { verdict: outcome, reason: 'no' } }, { waivers: [waiver] }),
      new Map(),
    ).predicate;

  expect(made('failed')).toMatchObject({
    result: 'WARNED',
    failedTests: [],
    warnedTests: ['issue.lifetime'],
  });
  expect(made('failed').configuration).toContainEqual({
    name: 'waivers',
    annotations: { 'issue.lifetime': 'waived: until 2026-12-31, by Jane: known' },
  });
  expect(made('passed').result).toBe('PASSED');
});

for (const name of CERTIFICATE_FILES)
  test(`a bit of ${name} that is flipped, or all of it gone, is found`, ({}, testInfo) => {
    const folder = signedFolder(testInfo);
    const bits = (folder.get(name)?.length ?? 0) * 8;

    for (const bit of [0, 5, Math.floor(bits / 2), bits - 1]) {
      const { problems } = check(having(folder, name, flipped(folder.get(name), bit)));
      expect(problems, `bit ${bit}`).toEqual([expect.stringMatching(`^${name} was changed after`)]);
    }
    expect(check(without(folder, name)).problems).toEqual([expect.stringMatching(`^${name} is missing`)]);
  });

test('a changed certificate says nothing more', ({}, testInfo) => {
  const folder = having(signedFolder(testInfo), 'certificate.json', JSON.stringify(sampleCertificate()));

  const said = describeCheck(check(folder), publicKey);

  expect(said).toContain('NOT VERIFIED');
  expect(said).not.toContain('CONFORMANT');
});

test('a file that was put beside the signed ones is found', ({}, testInfo) => {
  const folder = signedFolder(testInfo);
  const statement = makeStatement(certificate, without(without(folder, 'junit.xml'), SIGNATURE_FILE));
  const envelope = sealEnvelope(Buffer.from(JSON.stringify(statement)), privateKey);

  expect(check(having(folder, SIGNATURE_FILE, envelope)).problems).toEqual([
    'junit.xml stands in the folder, but was not signed with the others',
  ]);
});

test('what is signed must be the test result of this certificate', ({}, testInfo) => {
  const folder = signedFolder(testInfo);
  const files = new Map(CERTIFICATE_FILES.map((name) => [name, folder.get(name) ?? Buffer.alloc(0)]));
  const signing = (statement: object, from: Folder = folder) =>
    check(having(from, SIGNATURE_FILE, sealEnvelope(Buffer.from(JSON.stringify(statement)), privateKey)))
      .problems;
  const right = makeStatement(certificate, files);
  const digest = { sha256: '0'.repeat(64) };

  expect(signing(right)).toEqual([]);
  expect(
    signing(makeStatement(sampleCertificate({ 'issue.lifetime': { verdict: 'inconclusive' } }), files)),
  ).toEqual([`${SIGNATURE_FILE} says WARNED, but certificate.json says nonconformant`]);
  for (const no of [{ ...right, predicateType: 'https://slsa.dev/provenance/v1' }, {}, []])
    expect(signing(no)).toEqual([expect.stringContaining('no test result of this suite')]);
  expect(signing({ ...right, subject: [{ name: '../../etc/passwd', digest }] })).toEqual([
    expect.stringContaining('no test result of this suite'),
  ]);
  const text = Buffer.from('{"verdict":"conformant"}');
  expect(
    signing(
      makeStatement(certificate, new Map([...files, ['certificate.json', text]])),
      having(folder, 'certificate.json', text),
    ),
  ).toEqual(['certificate.json is as it was signed, but is no certificate']);
});

test('nothing in a folder reaches the terminal as it is', ({}, testInfo) => {
  const folder = signedFolder(testInfo);
  const evil = '\u001b[2J\u202eVERIFIED\n';
  const hostile = { ...certificate, host: { ...certificate.host, url: evil.repeat(1000) } };
  const said = [
    describeCheck(
      { problems: [], signed: new Map([['certificate.json', 'a']]), certificate: hostile },
      publicKey,
    ),
    describeCheck(
      check(forged(folder, (envelope) => ({ ...envelope, signatures: [{ keyid: evil, sig: 'AAAA' }] }))),
      publicKey,
    ),
    describeCheck(check(forged(folder, (envelope) => ({ ...envelope, payloadType: evil }))), publicKey),
  ];

  for (const text of said) {
    expect(text).toContain('‹U+001B›');
    expect(text).not.toMatch(/[\u001b\u202e]|^\s*VERIFIED$/m);
    expect(text.length).toBeLessThan(2000);
  }
});

test('only an Ed25519 public key verifies', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  expect(() => parsePublicKey(pem)).toThrow('is a private key');
  expect(() => parsePublicKey('nothing')).toThrow('no public key');
  expect(() => parsePublicKey(rsa.export({ type: 'spki', format: 'pem' }).toString())).toThrow(
    'of the type rsa',
  );
});
