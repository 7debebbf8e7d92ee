/** The files of a certificate: writing and reading them, and removing those of an earlier run. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { clearEvidence } from '../../fixtures/evidence/recorder.ts';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';
import { type Certificate, mismatches } from '../../schemas/index.ts';
import { junitXml } from '../formats/junit.ts';
import { certificatePage } from '../page/certificate-page.ts';

/** Names of the certificate's files, all of which are signed. */
export const CERTIFICATE_FILES = ['certificate.json', 'certificate.html', 'junit.xml'] as const;

const [, PAGE, JUNIT] = CERTIFICATE_FILES;

/** Name of the file with the signature over the certificate's files, an in-toto attestation. */
export const SIGNATURE_FILE = 'certificate.intoto.json';

/** The exchanges of the run as viewers of other projects open them. */
export const HAR_FILE = 'evidence/exchanges.har';

/** The digests of the evidence's lines, written where a run is signed. */
export const LINES_FILE = 'evidence/lines.sha256';

/** The names of files that a signature can cover. */
const SIGNABLE = /^[A-Za-z\d][\w.-]{0,99}$/;

/** Returns the path of the certificate in a report folder. */
export function certificateFile(reportDir: string): string {
  return path.join(reportDir, CERTIFICATE_FILES[0]);
}

/** Reads a file of the report folder; returns undefined if no file has this name. */
export function bytesIn(reportDir: string, name: string): Buffer | undefined {
  const file = path.join(reportDir, name);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}

/** Returns the names of the evidence's files in a report folder, such as `evidence/run.json`. */
export function evidenceIn(reportDir: string): string[] {
  const folder = path.join(reportDir, 'evidence');
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => SIGNABLE.test(name))
    .map((name) => `evidence/${name}`)
    .filter((name) => statSync(path.join(reportDir, name), { throwIfNoEntry: false })?.isFile())
    .toSorted();
}

/** Returns the SHA-256 of a content, in hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Writes the certificate, its JUnit form and its HTML page. */
export function writeCertificate(reportDir: string, certificate: Certificate): void {
  mkdirSync(reportDir, { recursive: true });
  const text = `${JSON.stringify(certificate, null, 2)}\n`;
  // The page goes first, so that no page of an earlier certificate stands beside the new one.
  rmSync(path.join(reportDir, PAGE), { force: true });
  writeWhole(path.join(reportDir, JUNIT), junitXml(certificate));
  writeWhole(certificateFile(reportDir), text);
  writeWhole(path.join(reportDir, PAGE), certificatePage(certificate, sha256(text)));
}

/** Reads the certificate of the run with this id; returns undefined if the folder holds none of that run. */
export function certificateOfRun(reportDir: string, id: string): Certificate | undefined {
  const last = lastCertificate(reportDir);
  return last?.run.id === id ? last : undefined;
}

/** Reads the certificate in this folder, whichever run left it; returns undefined if there is none. */
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

/** Removes the files that an earlier run left, and no others that a user may keep in the folder. */
export function removeEarlier(reportDir: string): void {
  for (const name of [...CERTIFICATE_FILES, SIGNATURE_FILE, HAR_FILE, LINES_FILE])
    rmSync(path.join(reportDir, name), { force: true });
  for (const folder of ['html', 'allure-results', 'allure-report'])
    rmSync(path.join(reportDir, folder), { recursive: true, force: true });
  clearEvidence(reportDir, 'tests');
}
