/** A folder with all of a certificate's files, signed as a run signs them, and what can be done to it. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import { checkReport } from '../../reporter/signature/check.ts';
import { signReport } from '../../reporter/signature/sign.ts';
import { CERTIFICATE_FILES, SIGNATURE_FILE, writeCertificate } from '../../reporter/certificate/files.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

/** The files by their names. */
export type Folder = ReadonlyMap<string, Buffer>;

export const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const certificate = sampleCertificate({
  'refresh.returns-new-pair': { verdict: 'failed', reason: 'no' },
});
const NAMES = [...CERTIFICATE_FILES, SIGNATURE_FILE];

/** Signs a folder of this test, and reads it back. */
export function signedFolder(testInfo: TestInfo): Folder {
  const folder = testInfo.outputPath('report');
  mkdirSync(folder, { recursive: true });
  writeCertificate(folder, certificate);
  writeFileSync(path.join(folder, 'certificate.html'), '<p>the same</p>');
  writeFileSync(path.join(folder, 'junit.xml'), '<testsuites/>');
  signReport(folder, certificate, privateKey);
  return new Map(NAMES.map((name) => [name, readFileSync(path.join(folder, name))]));
}

/** What `npm run verify` finds in it. */
export const check = (folder: Folder, key = publicKey) => checkReport((name) => folder.get(name), key);
/** The folder with this file, or another in its place. */
export const having = (folder: Folder, name: string, bytes: string | Buffer): Folder =>
  new Map([...folder, [name, Buffer.from(bytes)]]);
/** The folder without this file. */
export const without = (folder: Folder, name: string): Folder =>
  new Map([...folder].filter(([other]) => other !== name));

/** The bytes with one bit the other way round. */
export function flipped(bytes: Buffer | undefined, bit: number): Buffer {
  const copy = Buffer.from(bytes ?? '');
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

/** The folder with another envelope around the same, or another, payload. */
export function forged(folder: Folder, change: (envelope: Record<string, unknown>) => object): Folder {
  const envelope: Record<string, unknown> = JSON.parse(folder.get(SIGNATURE_FILE)?.toString() ?? '');
  return having(folder, SIGNATURE_FILE, `${JSON.stringify(change(envelope), null, 2)}\n`);
}
