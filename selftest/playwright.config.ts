import { defineConfig } from '@playwright/test';

/** The suite's own tests. Most of them run the whole suite against a host of theirs, and wait with it. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../selftest-results',
  fullyParallel: true,
  workers: 3,
  timeout: 120_000,
  use: { trace: 'off' },
  reporter: [['list'], ['json', { outputFile: '../selftest-results/results.json' }]],
});
