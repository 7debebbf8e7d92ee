/**
 * `npm run certify [-- [--fleet FILE] PLAYWRIGHT OPTIONS]`: one run of the suite against one host, or against each of a
 * fleet. Starts Playwright, and turns the certificates that it leaves into the exit code: 0 conformant, 1 nonconformant,
 * 2 inconclusive or no run at all.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { keyIdOf } from '../attestation/envelope.ts';
import { signReport } from '../attestation/sign.ts';
import {
  readRunSettings,
  runId,
  type Settings,
  SettingsError,
  takeSigningKey,
} from '../fixtures/settings.ts';
import { aboutNothing, aboutRun } from '../reporter/about.ts';
import { type About, makeCertificate } from '../reporter/certificate.ts';
import { readCertificate, removeEarlier, writeCertificate } from '../reporter/files.ts';
import type { Certificate } from '../schemas/index.ts';

const EXIT_CODES = { conformant: 0, nonconformant: 1, inconclusive: 2 } as const;

const ROOT = path.join(import.meta.dirname, '..');
const start = new Date();

/** Leaves a certificate that says why there is no other. */
function leaveNothing(reportDir: string, about: About, stopped: string): void {
  try {
    removeEarlier(reportDir);
    writeCertificate(reportDir, makeCertificate(about, { outcomes: new Map(), stopped }));
  } catch (cause) {
    process.stderr.write(`No certificate could be written: ${String(cause)}\n`);
  }
}

/** Takes `--fleet FILE` out of the arguments; the others are Playwright's. */
function fleetFrom(args: string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--fleet' || arg.startsWith('--fleet='));
  if (at < 0) return undefined;
  const [, inline] = args[at]?.split(/=(.*)/s) ?? [];
  const [, following] = args.splice(at, inline === undefined ? 2 : 1);
  const file = inline ?? following;
  if (file) return file;
  process.stderr.write('--fleet names no file. Write --fleet fleet.yaml.\n');
  return process.exit(EXIT_CODES.inconclusive);
}

function settingsOrExit(fleet: string | undefined) {
  try {
    // The key first: whatever is started from here on does without it.
    return { signingKey: takeSigningKey(), ...readRunSettings(fleet) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    leaveNothing(error.reportDir, aboutNothing(start), error.message);
    return process.exit(EXIT_CODES.inconclusive);
  }
}

const args = process.argv.slice(2);
const { signingKey, hosts, reportDir } = settingsOrExit(fleetFrom(args));
try {
  mkdirSync(reportDir, { recursive: true });
  accessSync(reportDir, constants.W_OK);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  process.stderr.write(
    `OZ_REPORT_DIR is "${reportDir}": nothing can be written there (${code}). Write the path of a folder of yours.\n`,
  );
  process.exit(EXIT_CODES.inconclusive);
}

/** What only asks Playwright something makes no run, and leaves the last certificate as it is. */
const asks = args.some((option) => ['--list', '--help', '-h', '--version', '-V'].includes(option));
// The processes of the run inherit its id.
hosts.forEach(runId);
const child = spawn(
  process.execPath,
  [path.join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', ...args],
  { cwd: ROOT, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));

/** Signs the certificate of a host; one that was to be signed and could not be is no success. */
function signed({ reportDir }: Settings, certificate: Certificate): Certificate['verdict'] {
  try {
    if (signingKey) {
      const file = signReport(reportDir, certificate, signingKey);
      process.stdout.write(
        `  signed with the key ${keyIdOf(signingKey)}: ${path.relative(process.cwd(), file)}\n`,
      );
    }
    return certificate.verdict;
  } catch (cause) {
    process.stderr.write(`The certificate in ${reportDir} could not be signed: ${String(cause)}\n`);
    return certificate.verdict === 'nonconformant' ? 'nonconformant' : 'inconclusive';
  }
}

child.on('exit', (code) => {
  if (asks) {
    process.exitCode = code ?? EXIT_CODES.inconclusive;
    return;
  }
  const verdicts = hosts.map((host) => {
    const certificate = readCertificate(host.reportDir, runId(host));
    if (certificate) return signed(host, certificate);
    leaveNothing(host.reportDir, aboutRun(host, start), 'Playwright made no run.');
    return undefined;
  });
  if (verdicts.includes(undefined)) process.stderr.write('Playwright made no run: inconclusive.\n');
  process.exitCode = Math.max(...verdicts.map((verdict) => EXIT_CODES[verdict ?? 'inconclusive']));
  // One host that fails outweighs those that could not be tested.
  if (verdicts.includes('nonconformant')) process.exitCode = EXIT_CODES.nonconformant;
});
