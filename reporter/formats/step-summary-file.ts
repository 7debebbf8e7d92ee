/** The file that GitHub Actions shows as the summary of a step (`GITHUB_STEP_SUMMARY`). */
import { appendFileSync, statSync } from 'node:fs';
import { type HostCertificate, stepSummary } from './step-summary.ts';

/** Most bytes of a step's summary. GitHub shows no summary at all if a step wrote more. */
const MOST_BYTES = 2 ** 20;

/**
 * Appends the summary of a run to the file, in the room that earlier steps have left.
 * @throws {Error} if the file cannot be written.
 */
export function appendStepSummary(file: string, hosts: readonly HostCertificate[]): void {
  const used = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  appendFileSync(file, stepSummary(hosts, MOST_BYTES - used));
}
