import path from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { readRunSettings } from './fixtures/settings/read.ts';
import * as timing from './fixtures/timing/durations.ts';

const { hosts, reportDir } = readRunSettings();
/** The host that the suite brings, unless the evidence of an earlier run answers in its place. */
const embedded = hosts.find(({ host, replayOf }) => host === undefined && replayOf === undefined);
const below = (name: string) => path.join(reportDir, name);

/** Whether Playwright only lists the tests. Listing makes no run, so nothing is written. */
const onlyListed = process.argv.includes('--list');

/** Reports for a person who looks at a single host. The hosts of a fleet have their certificates instead. */
const readable: ReporterDescription[] = [
  ['html', { outputFolder: below('html'), open: 'never', noSnippets: true }],
  // Playwright's own steps are left out, because the exchanges tell what was done.
  ['./reporter/allure-reporter.ts', { resultsDir: below('allure-results'), detail: false }],
];

const TESTS = /\.(setup|spec)\.ts$/;
const TIMED = /@timed/;
const AFTER_EXPERIMENTS = /@after-experiments/;

/** Limits a project to one worker, so that no host sees load. */
const oneWorker = { workers: 1 };

export default defineConfig({
  testDir: 'tests',
  outputDir: below('test-results'),
  globalSetup: './fixtures/run/global-setup.ts',
  // The first worker runs the tests that need no waiting; the second runs the experiments beside it, then judges them.
  workers: 2,
  retries: 0,
  timeout: timing.TEST_TIMEOUT * 1000,
  reporter: onlyListed
    ? 'list'
    : [
        // Stands first, so that the live line is cleared before the certificate reporter prints the result.
        ['./reporter/progress-reporter.ts'],
        ['./reporter/certificate-reporter.ts'],
        ...(hosts.length > 1 ? [] : readable),
      ],
  projects: [
    // Stands first: `waiting` waits for the end of `untimed`, which would never come if `--workers 1` ran `waiting` first.
    { name: 'untimed', testMatch: TESTS, grepInvert: [TIMED, AFTER_EXPERIMENTS], ...oneWorker },
    // The first file, tests/00-experiments.setup.ts, runs the experiments.
    { name: 'waiting', testMatch: TESTS, grep: [TIMED, AFTER_EXPERIMENTS], ...oneWorker },
  ],
  ...(embedded
    ? {
        webServer: {
          command: `"${process.execPath}" bin/start.mjs host/main.ts --ttl ${embedded.sessionTtl} --longlive-ttl ${embedded.longliveTtl} --while-stdin-is-open`,
          cwd: __dirname,
          wait: { stdout: /port (?<oz_reference_port>\d+)/ },
          stdout: 'ignore' as const,
          gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 2000 },
        },
      }
    : {}),
});
