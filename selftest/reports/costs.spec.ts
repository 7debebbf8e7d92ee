/** Tests `npm run costs`, which prints what each requirement costs the host. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import { evidenceFile } from '../../fixtures/evidence/recorder.ts';
import { expect, program, test } from '../tools/certify.ts';
import { entry, refresh, refused, resource } from '../tools/entries.ts';

/** Writes these exchanges as the evidence of a report folder with this name, and returns its path. */
function evidenceOf(testInfo: TestInfo, name: string, lines: readonly unknown[]): string {
  const reportDir = testInfo.outputPath(name);
  mkdirSync(path.dirname(evidenceFile(reportDir)), { recursive: true });
  writeFileSync(evidenceFile(reportDir), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return reportDir;
}

const cells = (output: string) => output.split('\n').map((line) => line.trim().split(/ {2,}/));

test('npm run costs has a line for each requirement, of one run or of two', ({}, testInfo) => {
  const login = { requirement: 'issue.returns-pair', issuedPair: true };
  const access = { requirement: 'access.grants', ...resource };
  const before = evidenceOf(testInfo, 'before', [
    entry(0, { ...access, ...refused }),
    entry(1, access),
    entry(2, login),
    entry(3, { requirement: 'version', method: 'GET', path: '/api/version' }),
    entry(4, { issuedPair: true }),
  ]);
  const after = evidenceOf(testInfo, 'after', [
    entry(0, { ...access, ...refused }),
    entry(1, login),
    entry(2, { ...refresh, requirement: 'refresh.returns-\u001B[2J' }),
  ]);

  const [one, two] = [program('costs', [before]), program('costs', [before, after])];

  expect([one.code, two.code]).toEqual([0, 0]);
  expect(cells(one.output)).toEqual([
    ['sent for', 'requests', 'to login', 'to refresh', 'to resource', 'sessions', 'refusals'],
    ['version', '1', '0', '0', '0', '0', '0'],
    ['preflight', '1', '1', '0', '0', '1', '0'],
    ['issue.returns-pair', '1', '1', '0', '0', '1', '0'],
    ['access.grants', '2', '0', '0', '2', '0', '1'],
    ['total', '5', '2', '0', '2', '2', '1'],
    [''],
  ]);
  expect(cells(two.output)).toEqual(
    expect.arrayContaining([
      ['refresh.returns-‹U+001B›[2J', '0 → 1', '0', '0 → 1', '0', '0 → 1', '0'],
      ['access.grants', '2 → 1', '0', '0', '2 → 1', '0', '1'],
      ['total', '5 → 3', '2 → 1', '0 → 1', '2 → 1', '2', '1'],
    ]),
  );
});

test('npm run costs says why there is nothing to count', ({}, testInfo) => {
  const empty = testInfo.outputPath('empty');
  const foreign = evidenceOf(testInfo, 'foreign', [entry(0), null]);

  for (const [args, says] of [
    [[empty], 'holds no exchange. Name the report folder of a run'],
    [['a', 'b', 'c'], '3 folders are named: two are the most.'],
    [['--to', 'a'], "Unknown option '--to'"],
    [[foreign], 'is no evidence of this suite.'],
  ] as const) {
    const { code, output } = program('costs', args);

    expect(output).toContain(says);
    expect(output).toContain('npm run costs [-- REPORT_DIR [REPORT_DIR]]');
    expect(code).toBe(2);
  }
});
