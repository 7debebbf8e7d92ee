/** `npm run report [-- --no-open]`: makes Allure's report of the last run as one HTML page, and opens it in the browser. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readReportDir, SettingsError } from '../fixtures/settings/read.ts';
import { buildAllurePage } from '../reporter/formats/allure-page.ts';
import { lastCertificate } from '../reporter/certificate/files.ts';
import { verdictInWords } from '../schemas/waived.ts';
import { takeFlag } from './arguments.ts';
import { argumentsFrom } from './npm-options.ts';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  return process.exit(2);
}

function reportDirOrExit(): string {
  try {
    return readReportDir();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return fail(error.message);
  }
}

/** Opens the file in the browser. Errors are ignored, because the path has been printed. */
function open(file: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const browser = spawn(command, [...args, file], { detached: true, stdio: 'ignore' });
  browser.on('error', () => undefined);
  browser.unref();
}

const args = argumentsFrom({ program: 'report', flags: ['no-open'], positionals: false }, fail);
const stayClosed = takeFlag(args, '--no-open');
if (args.length > 0) fail(`"${args[0]}" is no option of npm run report. It has only --no-open.`);
const reportDir = reportDirOrExit();
if (!existsSync(path.join(reportDir, 'allure-results')))
  fail(
    `There are no Allure results in ${reportDir}. Run npm run certify first, with the same OZ_REPORT_DIR; a fleet leaves no Allure results.`,
  );
const certificate = lastCertificate(reportDir);
const name = certificate
  ? `${verdictInWords(certificate)}: ${certificate.host.embedded ? 'the embedded reference host' : certificate.host.url}`
  : 'INCONCLUSIVE: there is no certificate';
const page = await buildAllurePage(reportDir, name).catch((error: unknown) =>
  fail(`The report could not be made: ${String(error)}`),
);
process.stdout.write(`${name}\nreport: ${path.relative(process.cwd(), page)}\n`);
if (!stayClosed) open(page);
