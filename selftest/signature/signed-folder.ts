/** A folder with a certificate's files, signed as a run signs them, and ways to tamper with the folder. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import { checkReport } from '../../reporter/signature/check.ts';
import { signReport } from '../../reporter/signature/sign.ts';
import {
  CERTIFICATE_FILES,
  evidenceIn,
  SIGNATURE_FILE,
  writeCertificate,
} from '../../reporter/certificate/files.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

/** Contents of the files, by their names. */
export type Folder = ReadonlyMap<string, Buffer>;

export const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const certificate = sampleCertificate({
  'refresh.returns-new-pair': { verdict: 'failed', reason: 'no' },
});
const NAMES = [...CERTIFICATE_FILES, SIGNATURE_FILE];

/** Signs a folder of this test, and reads the files back. */
export function signedFolder(testInfo: TestInfo): Folder {
  const folder = testInfo.outputPath('report');
  mkdirSync(folder, { recursive: true });
  writeCertificate(folder, certificate);
  writeFileSync(path.join(folder, 'certificate.html'), '<p>the same</p>');
  writeFileSync(path.join(folder, 'junit.xml'), '<testsuites/>');
  signReport(folder, certificate, privateKey);
  return filesOf(folder);
}

/** Reads all that a signature covers, and the signature. */
export function filesOf(folder: string): Folder {
  const names = [...NAMES, ...evidenceIn(folder)];
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name))]));
}

/** Checks the folder as `npm run verify` does. */
export const check = (folder: Folder, key = publicKey) =>
  checkReport(
    {
      read: (name) => folder.get(name),
      evidence: [...folder.keys()].filter((name) => name.startsWith('evidence/')),
    },
    key,
  );
/** Returns the folder with this file added or replaced. */
export const having = (folder: Folder, name: string, bytes: string | Buffer): Folder =>
  new Map([...folder, [name, Buffer.from(bytes)]]);
/** Returns the folder without this file. */
export const without = (folder: Folder, name: string): Folder =>
  new Map([...folder].filter(([other]) => other !== name));

/** Returns the bytes with one bit flipped. */
export function flipped(bytes: Buffer | undefined, bit: number): Buffer {
  const copy = Buffer.from(bytes ?? '');
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

/** Returns the folder with a changed envelope. */
export function forged(folder: Folder, change: (envelope: Record<string, unknown>) => object): Folder {
  const envelope: Record<string, unknown> = JSON.parse(folder.get(SIGNATURE_FILE)?.toString() ?? '');
  return having(folder, SIGNATURE_FILE, `${JSON.stringify(change(envelope), null, 2)}\n`);
}
