/** The certificate's file, and the outputs of an earlier run in the same folder. */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OUTCOME_FILE } from '../fixtures/outcome-log.ts';
import { type Certificate, mismatches } from '../schemas/index.ts';

/** Where the certificate of a run is. */
export function certificateFile(reportDir: string): string {
  return path.join(reportDir, 'certificate.json');
}

/** Writes the certificate whole or not at all. */
export function writeCertificate(reportDir: string, certificate: Certificate): void {
  mkdirSync(reportDir, { recursive: true });
  const file = certificateFile(reportDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(certificate, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** The certificate of this very run; undefined where there is none, or another run's, or something else. */
export function readCertificate(reportDir: string, run: string): Certificate | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(certificateFile(reportDir), 'utf8'));
    return isCertificate(read) && read.run.id === run ? read : undefined;
  } catch {
    return undefined;
  }
}

function isCertificate(value: unknown): value is Certificate {
  return mismatches('certificate', value).length === 0;
}

/** Removes what an earlier run left, and nothing else that may stand in the folder. */
export function removeEarlier(reportDir: string): void {
  rmSync(certificateFile(reportDir), { force: true });
  rmSync(path.join(reportDir, 'allure-results'), { recursive: true, force: true });
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
