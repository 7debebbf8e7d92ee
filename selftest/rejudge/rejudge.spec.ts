/** Tests `npm run rejudge`: the verdict of a run is made again from its evidence, and follows from nothing else. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accounts } from '../../host/reference/accounts.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { evidenceMistakes } from '../tools/evidence.ts';
import { certificateIn, expect, program, settingsFor, test } from '../tools/certify.ts';
import { changeLines, copyOf } from '../tools/kept-run.ts';

const TTLS = { ttl: 3, longliveTtl: 157_680_000 };

const isOf = (line: Readonly<Record<string, unknown>>, part: string) =>
  JSON.stringify(line['place']).includes(`"part":"${part}"`);

/** Judges a report again, beside itself. The host is in this process, which does nothing meanwhile. */
function rejudge(from: string) {
  const to = `${from}-rejudged`;
  const { code, output } = program('rejudge', [from, '--to', to]);
  return { code, output, again: certificateIn(to), to };
}

/** Calls the program wrongly; returns what it prints. */
function refused(...args: string[]): string {
  const { code, output } = program('rejudge', args);
  expect(code, output).toBe(2);
  return output;
}

test('a verdict follows from the evidence, and from nothing else', async ({ certify, serve }, testInfo) => {
  const url = await serve(referenceHost(accounts, TTLS));
  const { reportDir, certificate } = await certify(settingsFor(url), '--grep', '@access');

  await test.step('the same evidence gives the same certificate', () => {
    const { code, output, again, to } = rejudge(reportDir);

    expect(output).toContain('the same verdicts');
    expect(output).not.toContain('another record');
    // Much was not run, which is inconclusive.
    expect(code).toBe(2);
    expect(again.requirements).toEqual(certificate.requirements);
    expect({ ...again, rejudgement: undefined }).toEqual({ ...certificate, rejudgement: undefined });
    expect(again.rejudgement).toMatchObject({ suite: certificate.suite });
    expect(readFileSync(path.join(to, 'certificate.html'), 'utf8')).toContain('Judged again');
    expect(evidenceMistakes(to)).toEqual([]);
  });

  await test.step('another answer gives another verdict', () => {
    const copy = copyOf(reportDir, testInfo.outputPath('changed'));
    changeLines(copy, 'requests.jsonl', (line) =>
      isOf(line, 'access.requires-token')
        ? JSON.parse(JSON.stringify(line).replaceAll('"status":401', '"status":200'))
        : line,
    );

    const { code, output } = rejudge(copy);

    expect(output).toContain('DIFFERS access.requires-token');
    expect(code).toBe(3);
  });

  await test.step('what the evidence does not hold is inconclusive, and the rest is judged', () => {
    const copy = copyOf(reportDir, testInfo.outputPath('fewer'));
    changeLines(copy, 'requests.jsonl', (line) =>
      isOf(line, 'access.rejects-altered-token') ? undefined : line,
    );

    const { code, again } = rejudge(copy);

    const of = (id: string) => again.requirements.find((one) => one.id === id);
    expect(code).toBe(3);
    expect(of('access.rejects-altered-token')).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('the evidence has no such request: '),
    });
    expect(of('access.requires-token')?.verdict).toBe('passed');
    expect(again.requirements.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
  });
});

test('what is no report is refused', ({}, testInfo) => {
  const folder = testInfo.outputPath('empty');
  mkdirSync(path.join(folder, 'evidence'), { recursive: true });

  expect(refused()).toContain('One folder is needed');
  expect(refused(path.join(folder, 'none'))).toContain('is no folder');
  expect(refused(folder)).toContain('has no evidence/run.json');
  writeFileSync(path.join(folder, 'evidence/run.json'), '{"id": 7}');
  expect(refused(folder)).toContain('evidence/run.json');
  expect(refused(folder, '--to', path.join(folder, 'within'))).toContain('a folder of its own');
  expect(existsSync(path.join(folder, 'certificate.json'))).toBe(false);
});
