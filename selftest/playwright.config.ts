import { defineConfig } from '@playwright/test';

/** Specs that wait most of their time, and so begin first. */
const WAITING = ['**/hostile.spec.ts', '**/good-guest.spec.ts', '**/signals.spec.ts'];

/** Configuration of the self-tests. Many of them run the whole suite against hosts of their own, and wait with it. */
export default defineConfig({
  testDir: '.',
  globalSetup: './tools/warm-up.ts',
  outputDir: '../selftest-results/output',
  fullyParallel: true,
  workers: 3,
  // Milliseconds. A test may be a whole run of the product, with others beside it on two cores.
  timeout: 300_000,
  // Milliseconds. A browser that starts beside such runs is slow.
  expect: { timeout: 60_000 },
  use: { trace: 'off' },
  reporter: [['list'], ['json', { outputFile: '../selftest-results/results.json' }]],
  projects: [
    { name: 'matrix run', testMatch: '**/matrix.setup.ts' },
    { name: 'waiting', testMatch: WAITING },
    { name: 'suite', testMatch: '**/*.spec.ts', testIgnore: ['**/matrix.spec.ts', ...WAITING] },
    // In one process, because the spec prints a table.
    { name: 'matrix', testMatch: '**/matrix.spec.ts', dependencies: ['matrix run'], fullyParallel: false },
  ],
});
