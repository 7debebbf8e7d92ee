/** Makes the overview of certificates in report folders, and writes its files. */
import path from 'node:path';
import { suiteDetails } from '../certificate/run-details.ts';
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import type { Overview } from '../../schemas/index.ts';
import { setLastAside, writeOverview } from './files.ts';
import { type Circumstances, makeOverview } from './overview.ts';

/** A certificate of a fleet, and the report folder that holds it. */
export interface FiledCertificate {
  readonly name: string;
  readonly reportDir: string;
  readonly certificate: AnyCertificate;
}

/**
 * Replaces the overview in this folder by that of these certificates, and compares the two.
 * @throws {Error} if a file cannot be written.
 */
export function replaceOverview(
  folder: string,
  filed: readonly FiledCertificate[],
  { expected, part }: Pick<Circumstances, 'expected' | 'part'>,
): { overview: Overview; page: string } {
  const previous = setLastAside(folder);
  const found = filed.map(({ name, reportDir, certificate }) => ({
    name,
    // With slashes on every system, because the overview may be read on another.
    folder: path.relative(folder, reportDir).split(path.sep).join('/'),
    certificate,
  }));
  const circumstances = { made: new Date().toISOString(), suite: suiteDetails(), expected, part, previous };
  const overview = makeOverview(found, circumstances);
  return { overview, page: writeOverview(folder, overview) };
}
