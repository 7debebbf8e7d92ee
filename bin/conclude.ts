/** What `npm run certify` leaves at its end: the certificates where the reporter left none, their signatures, the overview. */
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { keyIdOf } from '../reporter/signature/envelope.ts';
import { signReport } from '../reporter/signature/sign.ts';
import { readOutcomes } from '../fixtures/judgement/outcome-log.ts';
import { runId, type Settings, type SettingsError, stepSummaryFile } from '../fixtures/settings/read.ts';
import { detailsWithoutRun, runDetails } from '../reporter/certificate/run-details.ts';
import { type RunDetails, type RunEnd, makeCertificate } from '../reporter/certificate/certificate.ts';
import { readCertificate, removeEarlier, writeCertificate } from '../reporter/certificate/files.ts';
import { appendStepSummary } from '../reporter/formats/step-summary-file.ts';
import type { Certificate } from '../schemas/index.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { leaveOverview } from './leave-overview.ts';
import type { PlaywrightExit } from './playwright.ts';

/** What a run was asked for. */
export interface Asked {
  readonly hosts: readonly Settings[];
  /** The names of all hosts of the fleet; undefined where there is none. */
  readonly fleet: readonly string[] | undefined;
  readonly reportDir: string;
  readonly start: Date;
  readonly quiet: boolean;
  readonly signingKey: KeyObject | undefined;
}

/** Leaves a certificate where Playwright's reporter left none, or none of the end. */
function leave(reportDir: string, about: RunDetails, ended: RunEnd, begun = false): Certificate {
  const certificate = makeCertificate(about, ended);
  try {
    if (!begun) removeEarlier(reportDir);
    writeCertificate(reportDir, certificate);
  } catch (cause) {
    process.stderr.write(`No certificate could be written: ${String(cause)}\n`);
  }
  return certificate;
}

function summarize(ended: ReadonlyArray<{ name: string | undefined; certificate: Certificate }>): void {
  const file = stepSummaryFile();
  if (file === undefined) return;
  try {
    appendStepSummary(file, ended);
  } catch (cause) {
    process.stderr.write(`No step summary could be written: ${String(cause)}\n`);
  }
}

/** Leaves the certificate of a run that was not made, as its settings are wrong. */
export function concludeUnmade({ reportDir, message }: SettingsError, start: Date): void {
  const ended = { outcomes: new Map(), stopped: message };
  summarize([{ name: undefined, certificate: leave(reportDir, detailsWithoutRun(start), ended) }]);
}

/** Signs the certificate of a host; one that was to be signed and could not be is no success. */
function signed(
  { signingKey, quiet }: Asked,
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

/** The certificate of this host: what Playwright's reporter left, or why it left none. */
function certificateOf(host: Settings, start: Date, { code, told }: PlaywrightExit): Certificate {
  const left = readCertificate(host.reportDir, runId(host));
  // Killed, it left only what stands for a run that has begun.
  const begun = left !== undefined;
  if (begun && code !== null) return left;
  const stopped = told
    ? 'The run was interrupted before its end.'
    : `Playwright ${begun ? 'was killed in the middle of the run' : 'made no run'}.`;
  if (!told) process.stderr.write(`${stopped} The verdict is inconclusive.\n`);
  const outcomes = begun ? readOutcomes(host.reportDir) : new Map();
  return leave(host.reportDir, runDetails(host, start), { outcomes, stopped }, begun);
}

/** Leaves what belongs to this run that has ended, and gives back the exit code. */
export function conclude(asked: Asked, ran: PlaywrightExit): number {
  const { hosts, fleet, reportDir, start, quiet } = asked;
  const ended = hosts.map((host) => ({
    host,
    name: host.name,
    certificate: certificateOf(host, start, ran),
  }));
  summarize(ended);
  if (fleet) leaveOverview(reportDir, ended, fleet, quiet);
  const verdicts = ended.map(({ host, certificate }) => signed(asked, host.reportDir, certificate));
  // Where nothing could be tested, whoever asked for silence must still learn why.
  if (quiet)
    for (const { certificate } of ended)
      if (certificate.counts.ran === 0) process.stderr.write(`${certificate.summary}\n`);
  // One host that fails outweighs those that could not be tested.
  return verdicts.includes('nonconformant')
    ? EXIT_CODES.nonconformant
    : Math.max(...verdicts.map((verdict) => EXIT_CODES[verdict]));
}
