/** The certificates in folders that a user names: a report folder, or one with a folder for each host or run. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf, messageOf } from '../fixtures/evidence/error-message.ts';
import { certificateFile } from '../reporter/certificate/files.ts';
import { readOverview } from '../reporter/fleet/files.ts';
import type { FiledCertificate } from '../reporter/fleet/write.ts';
import { parseCertificate } from '../schemas/any-certificate.ts';

/** A folder that should hold the certificate of a host. */
export interface Place {
  readonly name: string;
  readonly reportDir: string;
}

/**
 * Returns the places that the overview in this folder names; without an overview, the folder itself and those in it.
 * @param fail ends the program if the folder cannot be read.
 */
export function placesIn(folder: string, fail: (message: string) => never): Place[] {
  const overview = readOverview(folder);
  if (overview)
    return overview.hosts.map((host) => ({ name: host.name, reportDir: path.join(folder, host.folder) }));
  try {
    const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [folder, ...inside.map(({ name }) => path.join(folder, name)).toSorted()].map((reportDir) => ({
      name: path.basename(reportDir),
      reportDir,
    }));
  } catch (error) {
    return fail(`${folder} cannot be read: ${messageOf(error)}.`);
  }
}

/** Reads the certificate in this place; returns a message if it cannot be read, undefined if there is none. */
export function certificateIn({ name, reportDir }: Place): FiledCertificate | string | undefined {
  const file = certificateFile(reportDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const none = codeOf(error) === 'ENOENT';
    return none ? undefined : `${file} cannot be read: ${messageOf(error)}.`;
  }
  const certificate = parseCertificate(text);
  if (!certificate) return `${file} is no certificate of this suite.`;
  return { name, reportDir, certificate };
}
