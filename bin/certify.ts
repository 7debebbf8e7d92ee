/**
 * `npm run certify [-- [--fleet FILE [--hosts I/N]] [--quick] [--quiet] PLAYWRIGHT OPTIONS]`: runs the suite against one host
 * or a fleet. Starts Playwright, and turns the certificates into the exit code: 0 conformant, 1 nonconformant,
 * 2 inconclusive or no run at all.
 */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { codeOf } from '../fixtures/evidence/error-message.ts';
import {
  readRunSettings,
  runId,
  type RunOptions,
  SettingsError,
  takeSigningKey,
} from '../fixtures/settings/read.ts';
import { takeFlag, takeValue } from './arguments.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { argumentsFrom } from './npm-options.ts';
import { runPlaywright } from './playwright.ts';

const start = new Date();

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  return process.exit(EXIT_CODES.inconclusive);
}

/** Options of Playwright that a user may pass. If npm takes one for its own, the program says so instead of running. */
const PLAYWRIGHT_OPTIONS =
  'grep grep-invert list project workers retries trace ui ui-host ui-port shard repeat-each max-failures last-failed only-changed global-timeout x';
const args = argumentsFrom(
  {
    program: 'certify',
    flags: ['quick'],
    values: ['fleet', 'hosts', 'reporter'],
    positionals: false,
    further: PLAYWRIGHT_OPTIONS.split(' '),
  },
  fail,
);

async function settingsOrExit(options: RunOptions) {
  try {
    // The key is taken out of the environment first, so that no process started from here on has it.
    return { signingKey: takeSigningKey(), ...readRunSettings(options) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const { concludeUnmade } = await import('./conclude.ts');
    concludeUnmade(error, start);
    return fail(error.message);
  }
}

const fleet = takeValue(args, '--fleet');
if (fleet === '') fail('--fleet names no file. Write --fleet fleet.yaml.');
const part = takeValue(args, '--hosts');
if (part !== undefined && fleet === undefined)
  fail('--hosts is for a fleet. Write --fleet fleet.yaml --hosts 3/10.');
const reporter = takeValue(args, '--reporter');
if (reporter === '')
  fail("--reporter names no reporter. Write one of Playwright's, for example --reporter line.");
// Other reporters replace those of the suite, except the one that writes the certificate.
if (reporter !== undefined) args.push(`--reporter=${reporter},./reporter/certificate-reporter.ts`);
const quiet = takeFlag(args, '--quiet');
const quick = takeFlag(args, '--quick');
// npm takes the --quiet of `npm run certify --quiet` for its own, and sets its log level to "warn".
if (
  !quiet &&
  process.env['npm_lifecycle_event'] === 'certify' &&
  process.env['npm_config_loglevel'] === 'warn'
)
  process.stderr.write(
    'npm takes --quiet for its own. Where it is meant for the run: npm run certify -- --quiet\n',
  );
const { signingKey, hosts, reportDir, fleet: names } = await settingsOrExit({ fleet, part, quick });
try {
  mkdirSync(reportDir, { recursive: true });
  accessSync(reportDir, constants.W_OK);
} catch (error) {
  fail(
    `OZ_REPORT_DIR is "${reportDir}": nothing can be written there (${codeOf(error)}). Write the path of a folder of yours.`,
  );
}

/** Whether Playwright is only asked for information. Then there is no run, and the last certificate stays. */
const onlyAsks = args.some((option) => ['--list', '--help', '-h', '--version', '-V'].includes(option));
if (names && !onlyAsks) {
  const { setLastAside } = await import('../reporter/fleet/files.ts');
  setLastAside(reportDir);
}
// The id is made here, because the processes of the run inherit it from the environment.
hosts.forEach(runId);
const running = runPlaywright(args, quiet && !onlyAsks);
// Loaded while Playwright starts, which saves the time.
const { conclude } = await import('./conclude.ts');
const exit = await running;

process.exitCode = onlyAsks
  ? (exit.code ?? EXIT_CODES.inconclusive)
  : conclude({ hosts, fleet: names, reportDir, start, quiet, signingKey }, exit);
