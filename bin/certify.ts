/**
 * `npm run certify [-- [--fleet FILE [--hosts I/N]] [--quick] [--quiet] PLAYWRIGHT OPTIONS]`: one run of the suite against one host,
 * or against each of a fleet. Starts Playwright, and turns the certificates that it leaves into the exit code: 0 conformant,
 * 1 nonconformant, 2 inconclusive or no run at all.
 */
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { keyIdOf } from '../attestation/envelope.ts';
import { signReport } from '../attestation/sign.ts';
import { readOutcomes } from '../fixtures/outcome-log.ts';
import {
  readRunSettings,
  runId,
  type RunOptions,
  type Settings,
  SettingsError,
  stepSummaryFile,
  takeSigningKey,
} from '../fixtures/settings.ts';
import { setLastAside } from '../overview/files.ts';
import { aboutNothing, aboutRun } from '../reporter/about.ts';
import { type About, type Ended, makeCertificate } from '../reporter/certificate.ts';
import { readCertificate, removeEarlier, writeCertificate } from '../reporter/files.ts';
import { appendStepSummary } from '../reporter/step-summary-file.ts';
import type { Certificate } from '../schemas/index.ts';
import { takeFlag, takeValue } from './arguments.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { leaveOverview } from './leave-overview.ts';
import { runPlaywright } from './playwright.ts';

const start = new Date();
const args = process.argv.slice(2);

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  return process.exit(EXIT_CODES.inconclusive);
}

/** Leaves a certificate where Playwright's reporter left none, or none of the end. */
function leave(reportDir: string, about: About, ended: Ended, begun = false): Certificate {
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

function settingsOrExit(options: RunOptions) {
  try {
    // The key first: whatever is started from here on does without it.
    return { signingKey: takeSigningKey(), ...readRunSettings(options) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const ended = { outcomes: new Map(), stopped: error.message };
    summarize([{ name: undefined, certificate: leave(error.reportDir, aboutNothing(start), ended) }]);
    return fail(error.message);
  }
}

const fleet = takeValue(args, '--fleet');
if (fleet === '') fail('--fleet names no file. Write --fleet fleet.yaml.');
const part = takeValue(args, '--hosts');
if (part !== undefined && fleet === undefined)
  fail('--hosts is for a fleet. Write --fleet fleet.yaml --hosts 3/10.');
const quiet = takeFlag(args, '--quiet');
const quick = takeFlag(args, '--quick');
const { signingKey, hosts, reportDir, fleet: names } = settingsOrExit({ fleet, part, quick });
try {
  mkdirSync(reportDir, { recursive: true });
  accessSync(reportDir, constants.W_OK);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  fail(
    `OZ_REPORT_DIR is "${reportDir}": nothing can be written there (${code}). Write the path of a folder of yours.`,
  );
}

/** What only asks Playwright something makes no run, and leaves the last certificate as it is. */
const asks = args.some((option) => ['--list', '--help', '-h', '--version', '-V'].includes(option));
if (names && !asks) setLastAside(reportDir);
// The processes of the run inherit its id.
hosts.forEach(runId);
const { code, told } = await runPlaywright(args, quiet && !asks);

/** Signs the certificate of a host; one that was to be signed and could not be is no success. */
function signed({ reportDir }: Settings, certificate: Certificate): Certificate['verdict'] {
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
function certificateOf(host: Settings): Certificate {
  const left = readCertificate(host.reportDir, runId(host));
  // Killed, it left only what stands for a run that has begun.
  const begun = left !== undefined;
  if (begun && code !== null) return left;
  const stopped = told
    ? 'The run was interrupted before its end.'
    : `Playwright ${begun ? 'was killed in the middle of the run' : 'made no run'}.`;
  if (!told) process.stderr.write(`${stopped} The verdict is inconclusive.\n`);
  const outcomes = begun ? readOutcomes(host.reportDir) : new Map();
  return leave(host.reportDir, aboutRun(host, start), { outcomes, stopped }, begun);
}

if (asks) process.exitCode = code ?? EXIT_CODES.inconclusive;
else {
  const ended = hosts.map((host) => ({ host, name: host.name, certificate: certificateOf(host) }));
  summarize(ended);
  if (names) leaveOverview(reportDir, ended, names, quiet);
  const verdicts = ended.map(({ host, certificate }) => signed(host, certificate));
  // One host that fails outweighs those that could not be tested.
  process.exitCode = verdicts.includes('nonconformant')
    ? EXIT_CODES.nonconformant
    : Math.max(...verdicts.map((verdict) => EXIT_CODES[verdict]));
  // Where nothing could be tested, whoever asked for silence must still learn why.
  if (quiet)
    for (const { certificate } of ended)
      if (certificate.counts.ran === 0) process.stderr.write(`${certificate.summary}\n`);
}
