import { defineConfig } from '@playwright/test';

/** These wait most of their time, so they begin first. */
const WAITING = ['**/hostile.spec.ts', '**/good-guest.spec.ts', '**/signals.spec.ts'];

/** The suite's own tests. Most of them run the whole suite against hosts of theirs, and wait with it. */
export default defineConfig({
  testDir: '.',
  globalSetup: './tools/warm-up.ts',
  outputDir: '../selftest-results/output',
  fullyParallel: true,
  workers: 3,
  // Whole runs of the product, several at a time on two cores.
  timeout: 300_000,
  // A browser that starts beside them needs its time, too.
  expect: { timeout: 60_000 },
  use: { trace: 'off' },
  reporter: [['list'], ['json', { outputFile: '../selftest-results/results.json' }]],
  projects: [
    { name: 'matrix run', testMatch: '**/matrix.setup.ts' },
    { name: 'waiting', testMatch: WAITING },
    { name: 'suite', testMatch: '**/*.spec.ts', testIgnore: ['**/matrix.spec.ts', ...WAITING] },
    // One process: it prints a table.
    { name: 'matrix', testMatch: '**/matrix.spec.ts', dependencies: ['matrix run'], fullyParallel: false },
  ],
});
