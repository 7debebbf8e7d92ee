/** The certificate's files, and the outputs of an earlier run in the same folder. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OUTCOME_FILE } from '../fixtures/outcome-log.ts';
import { type Certificate, mismatches } from '../schemas/index.ts';
import { junitXml } from './junit.ts';
import { certificatePage } from './page/page.ts';

/** Where the certificate of a run is. */
export function certificateFile(reportDir: string): string {
  return path.join(reportDir, 'certificate.json');
}

function junitFile(reportDir: string): string {
  return path.join(reportDir, 'junit.xml');
}

function pageFile(reportDir: string): string {
  return path.join(reportDir, 'certificate.html');
}

/** Writes a file whole or not at all. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** Writes the certificate, its JUnit form and its page. */
export function writeCertificate(reportDir: string, certificate: Certificate): void {
  mkdirSync(reportDir, { recursive: true });
  const text = `${JSON.stringify(certificate, null, 2)}\n`;
  const digest = createHash('sha256').update(text).digest('hex');
  // A page of an earlier certificate must not outlive it.
  rmSync(pageFile(reportDir), { force: true });
  writeWhole(junitFile(reportDir), junitXml(certificate));
  writeWhole(certificateFile(reportDir), text);
  writeWhole(pageFile(reportDir), certificatePage(certificate, digest));
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
  for (const file of [certificateFile, junitFile, pageFile]) rmSync(file(reportDir), { force: true });
  for (const folder of ['html', 'allure-results', 'allure-report'])
    rmSync(path.join(reportDir, folder), { recursive: true, force: true });
  const evidence = path.join(reportDir, 'evidence');
  let names: string[];
  try {
    names = readdirSync(evidence);
  } catch {
    return;
  }
  for (const name of names)
    if (OUTCOME_FILE.test(name) || /^(exchanges-.*\.jsonl|preflight\.json|observations\.json)$/.test(name))
      rmSync(path.join(evidence, name));
}
