/** Tests that a signature covers the evidence, and that a check names what was changed in it, line by line. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import { LINES_FILE, writeCertificate } from '../../reporter/certificate/files.ts';
import { lineDifferences } from '../../reporter/signature/line-differences.ts';
import { describeCheck } from '../../reporter/signature/describe.ts';
import { signReport } from '../../reporter/signature/sign.ts';
import { expect, test } from '../tools/certify.ts';
import { entry } from '../tools/entries.ts';
import { changesOf } from './changes.ts';
import {
  certificate,
  check,
  filesOf,
  type Folder,
  having,
  privateKey,
  publicKey,
  without,
} from './signed-folder.ts';

const EXCHANGES = 'evidence/exchanges.jsonl';

/** Signs a report with evidence, and reads it back. */
function signedEvidence(testInfo: TestInfo): Folder {
  const folder = testInfo.outputPath('report');
  mkdirSync(path.join(folder, 'evidence'), { recursive: true });
  writeCertificate(folder, certificate);
  const exchanges = Array.from({ length: 40 }, (_, nth) => entry(nth + 1));
  const outcomes = exchanges.slice(0, 9).map(({ seconds }, nth) => ({ id: `issue.sample-${nth}`, seconds }));
  const files = {
    [EXCHANGES]: exchanges.map((one) => `${JSON.stringify(one)}\n`).join(''),
    'evidence/outcomes.jsonl': outcomes.map((one) => `${JSON.stringify(one)}\n`).join(''),
    'evidence/run.json': JSON.stringify({ hosts: ['a'] }),
    'evidence/preflight.json': JSON.stringify({ run: '83740c5f' }),
    'evidence/.hidden': 'no program of the suite reads it',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  signReport(folder, certificate, privateKey);
  return filesOf(folder);
}

test('every file of the evidence is signed, and each line has its digest', ({}, testInfo) => {
  const folder = signedEvidence(testInfo);

  const { problems, signed } = check(folder);

  expect(problems).toEqual([]);
  const files = ['exchanges.jsonl', 'outcomes.jsonl', 'preflight.json', 'run.json', 'lines.sha256'];
  expect([...signed.keys()].slice(3)).toEqual(files.map((name) => `evidence/${name}`));
  expect(folder.get(LINES_FILE)?.toString().split('\n')).toHaveLength(40 + 9 + 1);
  expect(folder.get(LINES_FILE)?.toString()).toMatch(
    /^[\da-f]{64} {2}evidence\/exchanges\.jsonl {2}83740c5f-sample-1\n/,
  );
  expect(describeCheck(check(folder), publicKey)).toContain('VERIFIED: nothing was changed.');
});

test('single changes of any kind are found and named', ({}, testInfo) => {
  const folder = signedEvidence(testInfo);

  const kinds = new Set<string>();
  for (const { kind, folder: changed, named } of changesOf(folder, 65, 7)) {
    kinds.add(kind);
    expect(check(changed).problems.join('\n'), kind).toContain(named);
  }

  expect(kinds.size).toBe(13);
});

test('lines are not named by a list that was changed itself', ({}, testInfo) => {
  const folder = signedEvidence(testInfo);
  const other = (name: string) => Buffer.from(folder.get(name)?.toString().replace('1', '2') ?? '');

  const { problems } = check(
    having(having(folder, EXCHANGES, other(EXCHANGES)), LINES_FILE, other(LINES_FILE)),
  );

  expect(problems).toEqual([
    expect.stringMatching(`^${EXCHANGES} was changed after`),
    expect.stringMatching(`^${LINES_FILE} was changed after`),
  ]);
});

test('evidence that is gone, and evidence that was never signed, is named', ({}, testInfo) => {
  const folder = signedEvidence(testInfo);
  const bare = new Map([...folder].filter(([name]) => !name.startsWith('evidence/')));

  expect(check(bare).problems).toHaveLength(5);
  expect(check(without(folder, EXCHANGES)).problems).toEqual([
    `${EXCHANGES} is missing: it was signed with the others`,
  ]);
  expect(check(having(folder, 'evidence/end.json', '{}')).problems).toEqual([
    'evidence/end.json stands in the folder, but was not signed with the others',
  ]);
});

test('of many changes the first are named, and the rest counted', ({}, testInfo) => {
  const folder = signedEvidence(testInfo);
  const text = folder.get(EXCHANGES)?.toString() ?? '';

  const { problems } = check(having(folder, EXCHANGES, text.replaceAll('\n', '\r\n')));

  expect(problems).toHaveLength(1 + 20 + 1);
  expect(problems.at(1)).toBe(`${EXCHANGES}, line 1 (83740c5f-sample-1) was changed after it was signed`);
  expect(problems.at(-1)).toBe(`${EXCHANGES}, and 20 differences more`);
});

const lines = (text: string) =>
  text.split('').map((digest) => ({ digest, id: digest === '?' ? '' : digest }));

for (const [signed, present, said] of [
  ['abc', 'abc', []],
  ['', 'a', ['line 1 (a) was put in']],
  ['a', '', ['line 1 (a) was removed']],
  ['abcde', 'abXde', ['line 3 (c) was changed']],
  ['abcde', 'aXbce', ['line 4 (d) was removed', 'line 2 (X) was put in']],
  ['abcde', 'abcXYe', ['line 4 (d) was changed', 'line 5 (Y) was put in']],
  ['abcde', 'eabcd', ['line 5 (e) was moved to line 1']],
  ['abcde', 'bacde', ['line 1 (a) and line 2 (b) were swapped']],
  ['abcde', 'adcbe', ['line 2 (b) and line 4 (d) were swapped']],
  ['abcdef', 'badcef', ['line 2 (b) was moved to line 1', 'line 4 (d) was moved to line 3']],
  ['aab', 'ab', ['line 2 (a) was removed']],
  ['ab?', 'ab', ['line 3 was removed']],
] as const)
  test(`of the lines ${signed || 'none'}, now ${present || 'none'}, it is said: ${said.join('; ') || 'nothing'}`, () => {
    expect(lineDifferences(lines(signed), lines(present))).toEqual(
      said.map((part) => expect.stringContaining(part)),
    );
  });
