/** The certificate's files, and the outputs of an earlier run in the same folder. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { clearEvidence } from '../../fixtures/evidence/recorder.ts';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';
import { type Certificate, mismatches } from '../../schemas/index.ts';
import { junitXml } from '../formats/junit.ts';
import { certificatePage } from '../page/certificate-page.ts';

/** The certificate, and the forms of it for other readers: these are what is signed. */
export const CERTIFICATE_FILES = ['certificate.json', 'certificate.html', 'junit.xml'] as const;

const [, PAGE, JUNIT] = CERTIFICATE_FILES;

/** The signature over them: an in-toto attestation. */
export const SIGNATURE_FILE = 'certificate.intoto.json';

/** Where the certificate of a run is. */
export function certificateFile(reportDir: string): string {
  return path.join(reportDir, CERTIFICATE_FILES[0]);
}

/** The bytes of a file of this folder; undefined where there is no file of this name. */
export function bytesIn(reportDir: string, name: string): Buffer | undefined {
  const file = path.join(reportDir, name);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}

/** The SHA-256 of a file's content, in hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Writes the certificate, its JUnit form and its page. */
export function writeCertificate(reportDir: string, certificate: Certificate): void {
  mkdirSync(reportDir, { recursive: true });
  const text = `${JSON.stringify(certificate, null, 2)}\n`;
  // A page of an earlier certificate must not outlive it.
  rmSync(path.join(reportDir, PAGE), { force: true });
  writeWhole(path.join(reportDir, JUNIT), junitXml(certificate));
  writeWhole(certificateFile(reportDir), text);
  writeWhole(path.join(reportDir, PAGE), certificatePage(certificate, sha256(text)));
}

/** The certificate of this very run; undefined where there is none, or another run's, or something else. */
export function readCertificate(reportDir: string, run: string): Certificate | undefined {
  const last = lastCertificate(reportDir);
  return last?.run.id === run ? last : undefined;
}

/** The certificate in this folder, whichever run left it; undefined where there is none, or something else. */
export function lastCertificate(reportDir: string): Certificate | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(certificateFile(reportDir), 'utf8'));
    return isCertificate(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isCertificate(value: unknown): value is Certificate {
  return mismatches('certificate', value).length === 0;
}

/** Removes what an earlier run left, and nothing else that may stand in the folder. */
export function removeEarlier(reportDir: string): void {
  for (const name of [...CERTIFICATE_FILES, SIGNATURE_FILE])
    rmSync(path.join(reportDir, name), { force: true });
  for (const folder of ['html', 'allure-results', 'allure-report'])
    rmSync(path.join(reportDir, folder), { recursive: true, force: true });
  clearEvidence(reportDir, 'tests');
}
