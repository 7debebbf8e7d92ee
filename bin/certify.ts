/**
 * `npm run certify [-- PLAYWRIGHT OPTIONS]`: one run of the suite against one host. Starts Playwright, and turns the
 * certificate that it leaves into the exit code: 0 conformant, 1 nonconformant, 2 inconclusive or no run at all.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { readSettings, runId, type Settings, SettingsError } from '../fixtures/settings.ts';
import { aboutNothing, aboutRun } from '../reporter/about.ts';
import { type About, makeCertificate } from '../reporter/certificate.ts';
import { readCertificate, removeEarlier, writeCertificate } from '../reporter/files.ts';

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

function settingsOrExit(): Settings {
  try {
    return readSettings();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    leaveNothing(error.reportDir, aboutNothing(start), error.message);
    return process.exit(EXIT_CODES.inconclusive);
  }
}

const settings = settingsOrExit();
const { reportDir } = settings;
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
const asks = process.argv
  .slice(2)
  .some((option) => ['--list', '--help', '-h', '--version', '-V'].includes(option));
const run = runId();
const child = spawn(
  process.execPath,
  [path.join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));

child.on('exit', (code) => {
  if (asks) {
    process.exitCode = code ?? EXIT_CODES.inconclusive;
    return;
  }
  const certificate = readCertificate(reportDir, run);
  if (!certificate) {
    process.stderr.write('Playwright made no run: inconclusive.\n');
    leaveNothing(reportDir, aboutRun(settings, start), 'Playwright made no run.');
  }
  process.exitCode = EXIT_CODES[certificate?.verdict ?? 'inconclusive'];
});
