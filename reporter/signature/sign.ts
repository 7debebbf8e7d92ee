/** Signing of the files that a run left in its report folder. */
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';
import { bytesIn, CERTIFICATE_FILES, SIGNATURE_FILE } from '../certificate/files.ts';
import type { Certificate } from '../../schemas/index.ts';
import { sealEnvelope } from './envelope.ts';
import { makeStatement } from './statement.ts';

/**
 * Signs the certificate and its other forms, whatever the verdict, and returns the path of the signature's file.
 * @throws {Error} if a file cannot be read or written.
 */
export function signReport(reportDir: string, certificate: Certificate, key: KeyObject): string {
  const files = new Map<string, Buffer>();
  for (const name of CERTIFICATE_FILES) {
    const bytes = bytesIn(reportDir, name);
    if (bytes) files.set(name, bytes);
  }
  const statement = makeStatement(certificate, files);
  const file = path.join(reportDir, SIGNATURE_FILE);
  writeWhole(file, sealEnvelope(Buffer.from(JSON.stringify(statement)), key));
  return file;
}
