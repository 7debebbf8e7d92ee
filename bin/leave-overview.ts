/** The overview at the end of a run against a fleet. */
import path from 'node:path';
import type { Settings } from '../fixtures/settings/read.ts';
import { overviewInWords } from '../reporter/fleet/overview-in-words.ts';
import { replaceOverview } from '../reporter/fleet/write.ts';
import type { Certificate } from '../schemas/index.ts';

/**
 * Leaves it in this folder, and says so. Where it cannot be written the verdicts stay: they are the certificates'.
 * @param names of all hosts of the fleet, of which a run may test a part.
 */
export function leaveOverview(
  reportDir: string,
  ended: ReadonlyArray<{ host: Settings; certificate: Certificate }>,
  names: readonly string[],
  quiet: boolean,
): void {
  try {
    const filed = ended.map(({ host: { name = '', reportDir }, certificate }) => ({
      name,
      reportDir,
      certificate,
    }));
    // Each host that was tested has a certificate; the others are tested by other machines.
    const { overview, page } = replaceOverview(reportDir, filed, { expected: names, part: true });
    const shown = path.relative(process.cwd(), page);
    if (!quiet) process.stdout.write(`  overview: ${shown}: ${overviewInWords(overview)}\n`);
  } catch (cause) {
    process.stderr.write(`No overview could be written: ${String(cause)}\n`);
  }
}
