/** Waivers: what their file may say, what they are worth on a certificate, and that no form of it hides the failure. */
import { writeFileSync } from 'node:fs';
import { compare, isWorse } from '../../reporter/comparison/compare.ts';
import { describeComparison } from '../../reporter/comparison/table.ts';
import { readWaivers, type Waiver } from '../../fixtures/settings/files/waivers.ts';
import { junitXml } from '../../reporter/formats/junit.ts';
import { certificatePage } from '../../reporter/page/certificate-page.ts';
import { stepSummary } from '../../reporter/formats/step-summary.ts';
import { describeCertificate } from '../../reporter/terminal/table.ts';
import { mismatches } from '../../schemas/index.ts';
import { expect, test } from '../tools/certify.ts';
import { readJunit } from '../reports/junit-reader.ts';
import { failure, sample, untested } from '../reports/page-samples.ts';

const ENTRY = { requirement: 'access.grants', reason: 'known', owner: 'Jane Doe', until: '2027-03-31' };
const entry = (changes: object) => `waivers:\n- ${JSON.stringify({ ...ENTRY, ...changes })}`;

const WRONG: ReadonlyArray<readonly [file: string, ...says: readonly string[]]> = [
  ['waivers: [', 'line 1: that is no YAML'],
  ['', 'line 1', 'one list with the name "waivers"', '- requirement: refresh.lifetime'],
  ['- requirement: a', 'one list with the name "waivers"'],
  ['waivers: []\nhosts: []', 'nothing beside it'],
  ['waivers:\n- access.grants', 'line 2: entry 1: it has no fields', 'requirement, reason, owner, until'],
  [
    entry({ requirement: 'access.grant' }),
    'line 2: entry 1: "access.grant" is no requirement',
    'access.grants,',
  ],
  [entry({ requirement: 'grants' }), '"grants" is no requirement', 'as certificate.json has it'],
  [entry({ requirement: 'observed.content-types' }), 'is only observed', 'Leave this waiver out'],
  [entry({ reason: ' ' }), 'reason is missing. Write why its failure does not count'],
  [entry({ owner: undefined }), 'owner is missing. Write who answers for it'],
  [entry({ owner: ['a'] }), 'owner is no text'],
  [entry({ until: null }), 'until is missing. Write the last day'],
  [entry({ until: '2027-02-30' }), 'until is "2027-02-30", which is no day', '2027-03-31'],
  [entry({ until: 'March' }), 'until is "March"'],
  [entry({ until: '2027-03-31T12:00:00Z' }), 'which is no day'],
  [entry({ untill: '2027-03-31' }), '"untill" is no field of a waiver'],
  [
    'waivers:\n- requirement: access.grants\n  reason: r\n  owner:\n  until: soon',
    'line 4: entry 1: owner is missing',
    'line 5: entry 1: until is "soon"',
  ],
  [
    `${entry({})}\n\n- ${JSON.stringify(ENTRY)}`,
    'line 4: entry 2: access.grants is waived in line 2 already',
  ],
];

const readFrom = (file: string, text: string) => {
  writeFileSync(file, text);
  return readWaivers({ OZ_WAIVERS: file });
};

for (const [text, ...says] of WRONG)
  test(`${JSON.stringify(text)} is refused`, ({}, testInfo) => {
    const file = testInfo.outputPath('waivers.yaml');

    const read = () => readFrom(file, text);

    for (const part of ['waivers.yaml, line', ...says]) expect(read).toThrow(part);
  });

test('every mistake is named at once; no file, no waivers, unless one was named', ({}, testInfo) => {
  const file = testInfo.outputPath('waivers.yaml');

  expect(() => readFrom(file, entry({ owner: '', until: 'soon' }))).toThrow(
    /owner is missing.*\n.*until is "soon"/,
  );
  expect(readFrom(file, 'waivers:\n# - requirement: access.grants')).toEqual([]);
  expect(readFrom(file, entry({ until: '2028-02-29' }))).toEqual([{ ...ENTRY, until: '2028-02-29' }]);
  expect(
    readFrom(file, 'waivers:\n- {requirement: access.grants, reason: r, owner: o, until: 2027-03-31}'),
  ).toEqual([{ ...ENTRY, reason: 'r', owner: 'o' }]);
  expect(readWaivers({}, '/no/such/waivers.yaml')).toEqual([]);
  expect(readWaivers({}, file)).toHaveLength(1);
  expect(() => readWaivers({ OZ_WAIVERS: '/no/such.yaml' })).toThrow(
    /such.yaml cannot be read \(ENOENT\).*unset it/,
  );
});

/** The runs of the samples begin on this day. */
const [TODAY, YESTERDAY] = ['2026-11-24', '2026-11-23'];
const ID = 'refresh.old-access-token-dies';
const REASON = 'Fixed in <b>7.4</b>';
const waiver = (requirement: Waiver['requirement'], until = TODAY): Waiver => ({
  requirement,
  reason: REASON,
  owner: 'Jane Doe',
  until,
});
const BAD = { [ID]: failure('[]') };
const with2 = { waivers: [waiver(ID), waiver('error.codes')] };
const stateOf = (certificate: ReturnType<typeof sample>, of = ID) =>
  certificate.requirements.find(({ id }) => id === of)?.waiver?.state;

test('a waived failure does not count until its last day is over', () => {
  const waived = sample(BAD, { waivers: [waiver(ID)] });

  expect([waived.verdict, waived.counts.waived, stateOf(waived)]).toEqual(['conformant', 1, 'waived']);
  expect(waived.summary).toBe(
    `Every MUST requirement was tested and passed, or its failure is waived: ${ID}.`,
  );
  expect(mismatches('certificate', waived)).toEqual([]);

  const ended = sample(BAD, { waivers: [waiver(ID, YESTERDAY)] });
  expect([ended.verdict, ended.counts.waived, stateOf(ended)]).toEqual(['nonconformant', 0, 'ended']);
  expect(ended.summary).toBe(`1 MUST requirement failed: ${ID}. The waiver of ${ID} ended on ${YESTERDAY}.`);
});

test('it waives nothing else, and makes nothing conformant that was not tested', () => {
  const both = sample({ ...BAD, 'access.grants': failure('no') }, { waivers: [waiver(ID)] });
  expect([both.verdict, both.summary]).toEqual([
    'nonconformant',
    `1 MUST requirement failed: access.grants. Failed and waived: ${ID}.`,
  ]);

  const open = sample({ [ID]: untested }, { waivers: [waiver(ID)] });
  expect([open.verdict, stateOf(open)]).toEqual(['inconclusive', 'untested']);

  const beside = sample({ ...BAD, 'access.grants': untested }, { waivers: [waiver(ID)] });
  expect([beside.verdict, beside.summary]).toEqual([
    'inconclusive',
    `No MUST requirement failed without a waiver, but: 1 MUST requirement could not be tested. Failed and waived: ${ID}.`,
  ]);

  const passes = sample({}, { waivers: [waiver(ID, YESTERDAY)] });
  expect([passes.verdict, passes.counts.waived, stateOf(passes)]).toEqual(['conformant', 0, 'unneeded']);

  // A SHOULD never touched the verdict, so the verdict does not rest on its waiver.
  const should = sample({ 'error.codes': failure('3') }, with2);
  expect([should.verdict, should.counts.waived]).toEqual(['conformant', 0]);
  expect(should.summary).toMatch(/passed\. 1 deviation from what SHOULD be, waived\.$/);
});

test('every form of the certificate shows the failure, who waived it, why, and until when', async () => {
  const certificate = sample(BAD, with2);

  const terminal = describeCertificate(certificate, { file: 'f', coloured: false });
  expect(terminal).toMatch(
    /WAIVED refresh\.old-access-token-dies \(MUST, S9\)\n +waived until 2026-11-24 by Jane Doe: Fixed in <b>7\.4<\/b>\n +the page: [^]+came: status 401/,
  );
  expect(terminal).toContain('CONFORMANT with 1 waiver: ');
  expect(terminal).toMatch(
    /waivers that changed nothing:\n +error\.codes: it passed: its waiver until 2026-11-24 is no longer needed/,
  );

  const page = certificatePage(certificate, 'ab');
  expect(page).toContain('<strong>conformant with 1 waiver</strong>');
  expect(page).toMatch(
    /What failed and is waived[^]+waived until 2026-11-24 by Jane Doe: Fixed in &lt;b&gt;7\.4/,
  );
  expect(page).toContain('<dt>came</dt>');
  expect(page).toMatch(/1\s*<small>1 waived<\/small>/);

  const { caseOf } = await readJunit(junitXml(certificate));
  const one = caseOf(ID);
  expect(one).toBeDefined();
  expect(one?.failure).toBeUndefined();
  expect(one?.skipped?.[0]?.message).toMatch(
    /^waived until 2026-11-24 by Jane Doe: Fixed[^]+came: status 401/,
  );

  const summary = stepSummary([{ name: 'bank-a', certificate }], 2 ** 20);
  expect(summary).toContain('conformant with 1 waiver |');
  expect(summary).toMatch(
    /### ` bank-a `: CONFORMANT with 1 waiver[^]+#### WAIVED[^]+waived until[^]+came: status/,
  );
});

test('a waiver that has ended is a failure everywhere', async () => {
  const certificate = sample(BAD, { waivers: [waiver(ID, YESTERDAY)] });

  const said = /its waiver ended on 2026-11-23 \(by Jane Doe: Fixed/;
  expect(describeCertificate(certificate, { file: 'f', coloured: false })).toMatch(
    /FAILED refresh[^]+its waiver ended on/,
  );
  expect(certificatePage(certificate, 'ab')).toMatch(/What failed<[^]+its waiver ended on 2026-11-23/);
  const junit = junitXml(certificate);
  expect(junit).toContain('failures="1"');
  expect(junit).toMatch(said);
  expect(stepSummary([{ name: undefined, certificate }], 2 ** 20)).toMatch(said);
});

test('between two runs, a waived failure is a failure still', () => {
  const [good, bad, waived] = [sample(), sample(BAD), sample(BAD, { waivers: [waiver(ID)] })];
  const worse = compare(good, waived);

  expect(isWorse(worse, false)).toBe(true);
  expect(describeComparison(good, waived, worse)).toMatch(/passed → failed, waived[^]*1 worse/);
  expect(isWorse(compare(bad, waived), true)).toBe(false);
  expect(compare(bad, waived).warnings).toContain(`the failure of ${ID} is waived, and was not`);
  expect(compare(waived, bad).warnings).toContain(`the failure of ${ID} was waived, and no longer is`);
  expect(compare(waived, good).changes.find(({ id }) => id === ID)?.kind).toBe('better');
});
