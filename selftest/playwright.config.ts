import { defineConfig } from '@playwright/test';

/** The suite's own tests. Most of them run the whole suite against hosts of theirs, and wait with it. */
export default defineConfig({
  testDir: '.',
  outputDir: '../selftest-results/output',
  fullyParallel: true,
  workers: 4,
  timeout: 120_000,
  use: { trace: 'off' },
  reporter: [['list'], ['json', { outputFile: '../selftest-results/results.json' }]],
  projects: [
    { name: 'matrix run', testMatch: 'matrix.setup.ts' },
    { name: 'suite', testMatch: '*.spec.ts', testIgnore: 'matrix.spec.ts' },
    // One process: it prints a table.
    { name: 'matrix', testMatch: 'matrix.spec.ts', dependencies: ['matrix run'], fullyParallel: false },
  ],
});
