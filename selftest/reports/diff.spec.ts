/** Tests comparisons: what counts as better, as worse, and as no longer tested. */
import { writeFileSync } from 'node:fs';
import { compare, isWorse } from '../../reporter/comparison/compare.ts';
import { describeComparison } from '../../reporter/comparison/table.ts';
import { requirementIds } from '../../fixtures/catalogue/requirements.ts';
import { writeCertificate } from '../../reporter/certificate/files.ts';
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import { expect, program, test } from '../tools/certify.ts';
import { HOST, sampleCertificate } from '../tools/sample-certificate.ts';

type Result = AnyCertificate['requirements'][number];
type Verdict = Result['verdict'];

const LATER = {
  run: { id: '94851d6a', start: '2026-11-25T04:02:58.687Z', end: '2026-11-25T04:18:55.921Z' },
};
const [old, now] = [sampleCertificate(), sampleCertificate({}, LATER)];

/** Returns the certificate with these requirements alone. */
const withOnly = (certificate: AnyCertificate, requirements: readonly Result[]): AnyCertificate => ({
  ...certificate,
  requirements,
});

const embedded = (certificate: AnyCertificate, url: string): AnyCertificate => ({
  ...certificate,
  host: { ...certificate.host, embedded: true, url },
});

for (const level of ['MUST', 'SHOULD'] as const)
  for (const [before, after, kind] of [
    ['passed', 'passed', 'unchanged'],
    ['passed', 'failed', 'worse'],
    ['passed', 'inconclusive', 'untested'],
    ['passed', undefined, 'untested'],
    ['failed', 'passed', 'better'],
    ['failed', 'failed', 'unchanged'],
    ['failed', 'inconclusive', 'untested'],
    ['failed', undefined, 'untested'],
    ['inconclusive', 'passed', 'better'],
    ['inconclusive', 'failed', 'worse'],
    ['inconclusive', 'inconclusive', 'unchanged'],
    ['inconclusive', undefined, 'unchanged'],
    ['observed', 'observed', 'unchanged'],
    ['observed', 'inconclusive', 'untested'],
    ['inconclusive', 'observed', 'better'],
    [undefined, 'passed', 'better'],
    [undefined, 'failed', 'worse'],
    [undefined, 'inconclusive', 'unchanged'],
  ] as const satisfies ReadonlyArray<[Verdict | undefined, Verdict | undefined, string]>)
    test(`${level}: ${before ?? 'not there'} → ${after ?? 'not there'} is ${kind}`, () => {
      const only = (verdict: Verdict | undefined): Result[] =>
        verdict === undefined ? [] : [{ id: 'topic.one', level, verdict }];

      const { changes } = compare(withOnly(old, only(before)), withOnly(now, only(after)));

      expect(changes).toEqual([{ id: 'topic.one', level, kind, before, after, reason: undefined }]);
    });

test('equal runs of one host have nothing to say', () => {
  const { changes, undecided, warnings } = compare(old, now);

  expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
  expect(changes).toHaveLength(old.requirements.length);
  expect([undecided, warnings]).toEqual([false, []]);
});

test('what may differ though the host is as it was is warned of', () => {
  const other: AnyCertificate = {
    ...now,
    host: { ...now.host, url: 'https://other.example.com/', resourcePath: '/api/x/' },
    ttl: { session: 600, longlive: 7 },
    suite: { version: '0.2.0', commit: null },
  };

  expect(compare(old, other).warnings).toEqual([
    `the host was ${HOST} and is https://other.example.com/`,
    'OZ_SESSION_TTL was 900 and is 600',
    'OZ_SESSION_LONGLIVE_TTL was 157680000 and is 7',
    'OZ_RESOURCE_PATH was /api/folders/ and is /api/x/',
    "the suite's version was 0.1.0 and is 0.2.0",
  ]);
  expect(compare(old, { ...now, suite: { ...now.suite, commit: 'abc' } }).warnings).toEqual([
    "the suite's commit was unknown and is abc",
  ]);
  expect(compare(now, old).warnings).toEqual([expect.stringContaining('wrong order')]);
  expect(compare(old, old).warnings).toEqual([expect.stringContaining('same run')]);
  expect(
    compare(embedded(old, 'http://127.0.0.1:1/'), embedded(now, 'http://127.0.0.1:2/')).warnings,
  ).toEqual([]);
});

const ofVersion = (certificate: AnyCertificate, version: string): AnyCertificate => ({
  ...certificate,
  host: { ...certificate.host, version },
});
const described = (one: AnyCertificate, two: AnyCertificate) =>
  describeComparison(one, two, compare(one, two));

test('the version of the host is named where it became another one', () => {
  const [before, after] = [ofVersion(old, '6.1.0'), ofVersion(now, '6.2.0')];

  expect(described(before, after)).toContain('\n  version of the host: 6.1.0 -> 6.2.0\n');
  expect(described(before, ofVersion(now, '6.1.0'))).not.toContain('version of the host');
  expect(described(old, after)).not.toContain('version of the host');
  expect(described(ofVersion(old, '6.1\u001b[2J'), after)).toContain('6.1‹U+001B›[2J -> 6.2.0');
});

test('a reason is said once, cut, and harmless', () => {
  const evil = `\u001b[2J\u202e${'x'.repeat(100_000)}\n`.repeat(30);
  const reasons = { verdict: 'inconclusive', reason: 'the host did not answer' } as const;
  const broken = sampleCertificate(
    {
      'issue.returns-pair': { verdict: 'failed', reason: evil },
      'access.grants': reasons,
      'access.requires-token': reasons,
    },
    LATER,
  );

  const text = describeComparison(old, broken, compare(old, broken));

  expect(text).toMatch(/worse:\n +issue\.returns-pair +MUST +passed → failed\n +‹U\+001B›/);
  expect(text.match(/the host did not answer/g)).toHaveLength(1);
  expect(text).toContain(
    `1 worse, 2 could no longer be tested, 0 better, ${requirementIds.length - 3} unchanged`,
  );
  expect(text).not.toMatch(/[\u001b\u202e]/);
  expect(text.length).toBeLessThan(3000);
});

const worse = (before: AnyCertificate, after: AnyCertificate) =>
  [false, true].map((strict) => isWorse(compare(before, after), strict));

test('only what fails is worse, unless one is strict', () => {
  const lost = sampleCertificate({ 'access.grants': { verdict: 'inconclusive' } }, LATER);
  const bad = sampleCertificate({ 'access.grants': { verdict: 'failed', reason: 'no' } }, LATER);

  expect(worse(old, now)).toEqual([false, false]);
  expect(worse(old, bad)).toEqual([true, true]);
  expect(worse(bad, now)).toEqual([false, false]);
  expect(worse(old, lost)).toEqual([false, true]);
  // An inconclusive run, though each of its tests passed, as if it had been interrupted.
  expect(worse(old, { ...now, verdict: 'inconclusive' })).toEqual([false, true]);
});

test('what depends on luck is called so, and is worse only where one is strict', () => {
  const tries = 'came: in 3 of 8 tries; status 200, []';
  const raced = sampleCertificate({ 'race.switch': { verdict: 'failed', reason: tries } }, LATER);
  const earlier = sampleCertificate({ 'race.switch': { verdict: 'failed', reason: tries } });
  const lost = sampleCertificate({ 'race.switch': { verdict: 'inconclusive', reason: 'no' } }, LATER);

  expect(worse(old, raced)).toEqual([false, true]);
  expect(worse(earlier, now)).toEqual([false, false]);
  expect(worse(earlier, raced)).toEqual([false, false]);
  expect(worse(old, lost)).toEqual([false, true]);
  const [toWorse, toBetter] = [
    describeComparison(old, raced, compare(old, raced)),
    describeComparison(earlier, now, compare(earlier, now)),
  ];
  expect(toWorse).toContain('depends on luck: failed in 3 of 8 tries, and did not in the run before');
  expect(toBetter).toContain('depends on luck: failed in 3 of 8 tries in the run before, and did not now');
  for (const text of [toWorse, toBetter]) {
    expect(text).not.toMatch(/\n {2}(worse|better):/);
    expect(text).toMatch(/ 0 worse, .* 0 better, .* 1 by luck$/);
  }
});

test('the exit code says it', ({}, testInfo) => {
  const folder = (name: string, certificate: Parameters<typeof writeCertificate>[1]) => {
    writeCertificate(testInfo.outputPath(name), certificate);
    return testInfo.outputPath(name);
  };
  const good = folder('good', old);
  const lost = folder('lost', sampleCertificate({ 'access.grants': { verdict: 'inconclusive' } }, LATER));
  const no = testInfo.outputPath('no.json');
  writeFileSync(no, '{"verdict":"conformant"}');

  for (const [args, code, says] of [
    [[good, `${lost}/certificate.json`], 0, '1 could no longer be tested'],
    [[good, lost, '--strict'], 1, '1 could no longer be tested'],
    [[good, no], 2, 'is no certificate of this suite'],
    [[good], 2, 'Two certificates are needed'],
  ] as const) {
    const result = program('diff', args);
    expect(result.output).toContain(says);
    expect(result.code, says).toBe(code);
  }
});
