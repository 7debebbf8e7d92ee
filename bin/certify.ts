/**
 * `npm run certify [-- PLAYWRIGHT OPTIONS]`: one run of the suite against one host. Starts Playwright, and turns the
 * certificate that it leaves into the exit code: 0 conformant, 1 nonconformant, 2 inconclusive or no run at all.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { readSettings, reportDirOf, runId, SettingsError } from '../fixtures/settings.ts';
import { aboutNothing } from '../reporter/about.ts';
import { makeCertificate } from '../reporter/certificate.ts';
import { readCertificate, removeEarlier, writeCertificate } from '../reporter/files.ts';

const EXIT_CODES = { conformant: 0, nonconformant: 1, inconclusive: 2 } as const;

const ROOT = path.join(import.meta.dirname, '..');
const start = new Date();

/** Leaves a certificate that says why there was no run. */
function leaveNothing(reportDir: string, stopped: string): void {
  removeEarlier(reportDir);
  writeCertificate(reportDir, makeCertificate(aboutNothing(start), { outcomes: new Map(), stopped }));
}

function settings() {
  try {
    return readSettings();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    try {
      leaveNothing(reportDirOf(process.env), error.message);
    } catch (cause) {
      process.stderr.write(`No certificate could be written: ${String(cause)}\n`);
    }
    return process.exit(EXIT_CODES.inconclusive);
  }
}

const { reportDir } = settings();
const run = runId();
const child = spawn(
  process.execPath,
  [path.join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));

child.on('exit', () => {
  const certificate = readCertificate(reportDir, run);
  if (!certificate) process.stderr.write('The run left no certificate: inconclusive.\n');
  process.exitCode = EXIT_CODES[certificate?.verdict ?? 'inconclusive'];
});
