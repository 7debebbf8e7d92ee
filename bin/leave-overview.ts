/** The overview that a run against a fleet writes at its end. */
import path from 'node:path';
import type { Settings } from '../fixtures/settings/read.ts';
import { overviewInWords } from '../reporter/fleet/overview-in-words.ts';
import { replaceOverview } from '../reporter/fleet/write.ts';
import type { Certificate } from '../schemas/index.ts';

/**
 * Writes the overview into the report folder, and prints its path. A failure is printed and changes no verdict.
 * @param names names of all hosts of the fleet, of which a run may test a part.
 */
export function leaveOverview(
  reportDir: string,
  certificates: ReadonlyArray<{ host: Settings; certificate: Certificate }>,
  names: readonly string[],
  quiet: boolean,
): void {
  try {
    const filed = certificates.map(({ host: { name = '', reportDir }, certificate }) => ({
      name,
      reportDir,
      certificate,
    }));
    // A part: each host of this run has a certificate, and hosts of the fleet without one are tested by other machines.
    const { overview, page } = replaceOverview(reportDir, filed, { expected: names, part: true });
    const shown = path.relative(process.cwd(), page);
    if (!quiet) process.stdout.write(`  overview: ${shown}: ${overviewInWords(overview)}\n`);
  } catch (cause) {
    process.stderr.write(`No overview could be written: ${String(cause)}\n`);
  }
}
