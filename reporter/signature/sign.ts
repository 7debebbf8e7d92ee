/** Signing of the files that a run left in its report folder. */
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';
import { bytesIn, CERTIFICATE_FILES, evidenceIn, LINES_FILE, SIGNATURE_FILE } from '../certificate/files.ts';
import type { Certificate } from '../../schemas/index.ts';
import { sealEnvelope } from './envelope.ts';
import { listOfLines } from './lines.ts';
import { makeStatement } from './statement.ts';

/**
 * Signs the certificate with its other forms and the evidence, whatever the verdict, and returns the path of the signature's
 * file.
 * @throws {Error} if a file cannot be read or written.
 */
export function signReport(reportDir: string, certificate: Certificate, key: KeyObject): string {
  const filesOf = (names: readonly string[]) =>
    names.flatMap((name) => {
      const bytes = bytesIn(reportDir, name);
      return bytes ? [[name, bytes] as const] : [];
    });
  const evidence = new Map(filesOf(evidenceIn(reportDir).filter((name) => name !== LINES_FILE)));
  const list = listOfLines(evidence);
  if (list !== undefined) {
    writeWhole(path.join(reportDir, LINES_FILE), list);
    evidence.set(LINES_FILE, Buffer.from(list));
  }
  const statement = makeStatement(certificate, new Map([...filesOf(CERTIFICATE_FILES), ...evidence]));
  const file = path.join(reportDir, SIGNATURE_FILE);
  writeWhole(file, sealEnvelope(Buffer.from(JSON.stringify(statement)), key));
  return file;
}
