import path from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { readRunSettings } from './fixtures/settings/read.ts';
import * as timing from './fixtures/timing/durations.ts';

const { hosts, reportDir } = readRunSettings();
const embedded = hosts.find(({ host }) => host === undefined);
const below = (name: string) => path.join(reportDir, name);

/** That is no run, and leaves nothing. */
const onlyListed = process.argv.includes('--list');

/** For a person who looks at one host; those of a fleet have their certificates. */
const readable: ReporterDescription[] = [
  ['html', { outputFolder: below('html'), open: 'never', noSnippets: true }],
  // Without Playwright's own steps: the exchanges tell what was done.
  ['./reporter/allure-reporter.ts', { resultsDir: below('allure-results'), detail: false }],
];

const TESTS = /\.(setup|spec)\.ts$/;
const TIMED = /@timed/;
const AFTER_EXPERIMENTS = /@after-experiments/;

/** One worker each: the host sees no load. */
const alone = { workers: 1 };

export default defineConfig({
  testDir: 'tests',
  outputDir: below('test-results'),
  globalSetup: './fixtures/run/global-setup.ts',
  // One runs the tests that need no waiting; the other one makes the experiments beside it, and then judges them.
  workers: 2,
  retries: 0,
  timeout: timing.TEST_TIMEOUT * 1000,
  reporter: onlyListed
    ? 'list'
    : [
        // Before the next one, as it takes its line away before the end is printed.
        ['./reporter/progress-reporter.ts'],
        ['./reporter/certificate-reporter.ts'],
        ...(hosts.length > 1 ? [] : readable),
      ],
  projects: [
    // First, as the other one waits for its end, and has the only worker if somebody allows but one.
    { name: 'untimed', testMatch: TESTS, grepInvert: [TIMED, AFTER_EXPERIMENTS], ...alone },
    // Its first file makes the experiments (fixtures/index.ts).
    { name: 'waiting', testMatch: TESTS, grep: [TIMED, AFTER_EXPERIMENTS], ...alone },
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
