/** The file that GitHub Actions shows as the summary of a step. */
import { appendFileSync, statSync } from 'node:fs';
import { type HostCertificate, stepSummary } from './step-summary.ts';

/** GitHub shows no summary at all of a step that wrote more, whoever wrote it. */
const MOST_BYTES = 2 ** 20;

/**
 * Adds the summary of a run to this file.
 * @throws where it cannot be written.
 */
export function appendStepSummary(file: string, ended: readonly HostCertificate[]): void {
  const there = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  appendFileSync(file, stepSummary(ended, MOST_BYTES - there));
}
