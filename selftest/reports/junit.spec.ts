/** Tests the JUnit form of a certificate, read back by another project's reader. */
import { requirementIds } from '../../fixtures/catalogue/requirements.ts';
import { junitXml } from '../../reporter/formats/junit.ts';
import { expect, test } from '../tools/certify.ts';
import { readJunit } from './junit-reader.ts';
import { failure, sample, untested } from './page-samples.ts';

/** Text that a host may send and that XML can write only escaped, or not at all. */
const NASTY = `]]> <b a='1'>&amp;</b> "quoted"\ttab\r\nline\u0000\u001b[31m\ufffe\ud800 é 😀 <![CDATA[ --> <?x?>`;
const READ = `]]> <b a='1'>&amp;</b> "quoted"\ttab\r\nline‹U+0000›‹U+001B›[31m‹U+FFFE›‹U+D800› é 😀 <![CDATA[ --> <?x?>`;

test('a failed MUST is a failure, what could not be tested is skipped, and each has its reason', async () => {
  const certificate = sample({
    'refresh.old-access-token-dies': failure('[]'),
    'error.codes': failure('{"error_code": 1}'),
    'service.lifetime': untested,
  });

  const { suites, caseOf, cases } = await readJunit(junitXml(certificate));

  expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(requirementIds));
  expect(cases).toHaveLength(requirementIds.length);
  expect(suites).toMatchObject({ tests: requirementIds.length, failures: 1, errors: 0, skipped: 2 });
  expect(suites.name).toBe('oz-auth-conformance: nonconformant');
  expect(suites.testsuite?.map(({ name }) => name)).toContain('refresh');
  expect(suites.testsuite?.find(({ name }) => name === 'refresh')).toMatchObject({ tests: 13, failures: 1 });
  const [broken] = caseOf('refresh.old-access-token-dies')?.failure ?? [];
  expect(broken?.message).toContain('look at: the host');
  expect(broken?.inner).toContain('Once the renewed tokens have been used');
  // A deviation does not change the exit code, so it must not turn a build red.
  expect(caseOf('error.codes')?.failure).toBeUndefined();
  expect(caseOf('error.codes')?.skipped?.[0]?.message).toMatch(/^deviation from what SHOULD be: asked for/);
  expect(caseOf('service.lifetime')?.skipped?.[0]?.message).toBe(untested.reason);
  const passed = caseOf('access.grants');
  expect([passed?.failure, passed?.skipped]).toEqual([undefined, undefined]);
});

test('nothing that a host sends breaks it', async () => {
  const certificate = sample({ 'access.grants': { verdict: 'failed', reason: NASTY } });

  const xml = junitXml(certificate);

  expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const { caseOf } = await readJunit(xml);
  const [broken] = caseOf('access.grants')?.failure ?? [];
  expect(broken?.message).toBe(READ);
  // The reader trims the text of an element.
  expect(broken?.inner).toContain(READ.trim());
});
