/** Nothing of an envelope can be changed, and another verifier sees it as we do. */
import { generateKeyPairSync } from 'node:crypto';
import { keyIdOf } from '../../reporter/signature/envelope.ts';
import { makeStatement } from '../../reporter/signature/statement.ts';
import { SIGNATURE_FILE } from '../../reporter/certificate/files.ts';
import { expect, test } from '../tools/certify.ts';
import { verifyForeign } from '../signature/foreign-verifier.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';
import {
  check,
  flipped,
  forged,
  having,
  publicKey,
  signedFolder,
  without,
} from '../signature/signed-folder.ts';

const other = generateKeyPairSync('ed25519');

test('no byte of the envelope can be changed', ({}, testInfo) => {
  const folder = signedFolder(testInfo);
  const envelope = folder.get(SIGNATURE_FILE) ?? Buffer.alloc(0);
  expect(envelope.length).toBeGreaterThan(1000);

  for (let byte = 0; byte < envelope.length; byte++) {
    const { problems } = check(having(folder, SIGNATURE_FILE, flipped(envelope, byte * 8 + (byte % 8))));
    if (problems.length !== 1) expect(problems, `byte ${byte}`).toHaveLength(1);
  }
});

test('another key is named', ({}, testInfo) => {
  const folder = signedFolder(testInfo);

  const { problems } = check(folder, other.publicKey);

  expect(problems).toHaveLength(1);
  for (const part of ['signed with another key', keyIdOf(publicKey), keyIdOf(other.publicKey)])
    expect(problems[0]).toContain(part);
  expect(() => verifyForeign(folder.get(SIGNATURE_FILE)?.toString() ?? '', other.publicKey)).toThrow(
    'signature verification failed',
  );
});

test('a forged envelope is refused, by us and by another', ({}, testInfo) => {
  const folder = signedFolder(testInfo);
  const better = Buffer.from(JSON.stringify(makeStatement(sampleCertificate(), folder))).toString('base64');
  const keyid = keyIdOf(publicKey);
  const sig = Buffer.alloc(64, 7).toString('base64');

  for (const forgery of [
    forged(folder, (envelope) => ({ ...envelope, payload: better })),
    forged(folder, (envelope) => ({ ...envelope, signatures: [{ keyid, sig }] })),
  ]) {
    expect(check(forgery).problems).toEqual([expect.stringContaining('signature does not belong')]);
    expect(() => verifyForeign(forgery.get(SIGNATURE_FILE)?.toString() ?? '', publicKey)).toThrow(
      'signature verification failed',
    );
  }
});

test('each other change to the envelope has a message of its own', ({}, testInfo) => {
  const folder = signedFolder(testInfo);
  const text = folder.get(SIGNATURE_FILE)?.toString() ?? '';
  const saying = (envelope: string) => check(having(folder, SIGNATURE_FILE, envelope)).problems;

  for (const length of [0, 1, 100, text.length - 3])
    expect(saying(text.slice(0, length)), `${length} bytes`).toEqual([expect.stringContaining('cut short')]);
  expect(saying(text.replace('vnd.in-toto+json', 'vnd.other+json'))[0]).toContain('has the payloadType');
  expect(saying(text.replace(keyIdOf(publicKey), keyIdOf(other.publicKey)))[0]).toContain('names the key');
  expect(saying(JSON.stringify(JSON.parse(text)))[0]).toContain('changed around what is signed');
  expect(saying(text.replace('"payload"', '"more": 1,\n  "payload"'))[0]).toContain('changed around');
  expect(saying(text.replace('"sig": "', '"sig": "!'))[0]).toContain('not in base64');
  expect(check(without(folder, SIGNATURE_FILE)).problems[0]).toContain(`${SIGNATURE_FILE} is missing`);
});
