/** The end of `npm run certify`: certificates that the reporter did not write, signatures, step summary, metrics and overview. */
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { keyIdOf } from '../reporter/signature/envelope.ts';
import { signReport } from '../reporter/signature/sign.ts';
import { readOutcomes } from '../fixtures/judgement/outcome-log.ts';
import { runId, type Settings, type SettingsError, stepSummaryFile } from '../fixtures/settings/read.ts';
import { detailsWithoutRun, runDetails } from '../reporter/certificate/run-details.ts';
import { type RunDetails, type RunEnd, makeCertificate } from '../reporter/certificate/certificate.ts';
import { certificateOfRun, removeEarlier, writeCertificate } from '../reporter/certificate/files.ts';
import type { HostCertificate } from '../reporter/formats/step-summary.ts';
import { writeMetrics } from '../reporter/formats/metrics.ts';
import { appendStepSummary } from '../reporter/formats/step-summary-file.ts';
import type { Certificate } from '../schemas/index.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { leaveOverview } from './leave-overview.ts';
import type { PlaywrightExit } from './playwright.ts';

/** A run, as the user asked for it. */
export interface RequestedRun {
  readonly hosts: readonly Settings[];
  /** Names of all hosts of the fleet; undefined if a single host is tested. */
  readonly fleet: readonly string[] | undefined;
  readonly reportDir: string;
  readonly start: Date;
  readonly quiet: boolean;
  readonly signingKey: KeyObject | undefined;
}

/**
 * Writes a certificate in place of Playwright's reporter.
 * @param begun whether the run has begun, so that the files in the folder are its own and not those of an earlier run.
 */
function writeInstead(reportDir: string, details: RunDetails, end: RunEnd, begun = false): Certificate {
  const certificate = makeCertificate(details, end);
  try {
    if (!begun) removeEarlier(reportDir);
    writeCertificate(reportDir, certificate);
  } catch (cause) {
    process.stderr.write(`No certificate could be written: ${String(cause)}\n`);
  }
  return certificate;
}

function addStepSummary(hosts: readonly HostCertificate[]): void {
  const file = stepSummaryFile();
  if (file === undefined) return;
  try {
    appendStepSummary(file, hosts);
  } catch (cause) {
    process.stderr.write(`No step summary could be written: ${String(cause)}\n`);
  }
}

/** Writes the metrics of a run. A failure is printed and changes no verdict. */
function leaveMetrics(reportDir: string, hosts: readonly HostCertificate[]): void {
  try {
    writeMetrics(reportDir, hosts);
  } catch (cause) {
    process.stderr.write(`No metrics could be written: ${String(cause)}\n`);
  }
}

/** Writes the certificate of a run that was not made, because its settings are wrong. */
export function concludeUnmade({ reportDir, message }: SettingsError, start: Date): void {
  const end = { outcomes: new Map(), stopped: message };
  const hosts = [{ name: undefined, certificate: writeInstead(reportDir, detailsWithoutRun(start), end) }];
  addStepSummary(hosts);
  leaveMetrics(reportDir, hosts);
}

/**
 * Signs the certificate of a host if there is a key, and returns the verdict for the exit code. A certificate that
 * cannot be signed is no success.
 */
function signCertificate(
  { signingKey, quiet }: RequestedRun,
  reportDir: string,
  certificate: Certificate,
): Certificate['verdict'] {
  try {
    if (!signingKey) return certificate.verdict;
    const file = signReport(reportDir, certificate, signingKey);
    if (!quiet)
      process.stdout.write(
        `  signed with the key ${keyIdOf(signingKey)}: ${path.relative(process.cwd(), file)}\n`,
      );
    return certificate.verdict;
  } catch (cause) {
    process.stderr.write(`The certificate in ${reportDir} could not be signed: ${String(cause)}\n`);
    return certificate.verdict === 'nonconformant' ? 'nonconformant' : 'inconclusive';
  }
}

/** Returns the certificate that Playwright's reporter wrote, or writes one that says why the reporter wrote none. */
function certificateOf(host: Settings, start: Date, { code, signal }: PlaywrightExit): Certificate {
  const written = certificateOfRun(host.reportDir, runId(host));
  const begun = written !== undefined;
  // If Playwright was killed, only the inconclusive certificate from the beginning of the run is there.
  if (begun && code !== null) return written;
  const stopped = signal
    ? 'The run was interrupted before its end.'
    : `Playwright ${begun ? 'was killed in the middle of the run' : 'made no run'}.`;
  if (!signal) process.stderr.write(`${stopped} The verdict is inconclusive.\n`);
  const outcomes = begun ? readOutcomes(host.reportDir) : new Map();
  return writeInstead(host.reportDir, runDetails(host, start), { outcomes, stopped }, begun);
}

/** Completes the files of a run that has ended, and returns the exit code. */
export function conclude(run: RequestedRun, exit: PlaywrightExit): number {
  const { hosts, fleet, reportDir, start, quiet } = run;
  const certificates = hosts.map((host) => ({
    host,
    name: host.name,
    certificate: certificateOf(host, start, exit),
  }));
  addStepSummary(certificates);
  leaveMetrics(reportDir, certificates);
  if (fleet) leaveOverview(reportDir, certificates, fleet, quiet);
  const verdicts = certificates.map(({ host, certificate }) =>
    signCertificate(run, host.reportDir, certificate),
  );
  // Printed even with --quiet, because a user must learn why nothing could be tested.
  if (quiet)
    for (const { certificate } of certificates)
      if (certificate.counts.ran === 0) process.stderr.write(`${certificate.summary}\n`);
  // A host that fails outweighs hosts that could not be tested.
  return verdicts.includes('nonconformant')
    ? EXIT_CODES.nonconformant
    : Math.max(...verdicts.map((verdict) => EXIT_CODES[verdict]));
}
