/** Tests whether a certificate is said to follow from its evidence: it is held against one that was made again from it. */
import { comparedAgain } from '../../reporter/signature/follows.ts';
import { describeCheck } from '../../reporter/signature/describe.ts';
import { expect, test } from '../tools/certify.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';
import { check, publicKey, signedFolder } from './signed-folder.ts';

const FAILED = { 'issue.lifetime': { verdict: 'failed', reason: 'it ended too late' } } as const;
const rejudged = sampleCertificate(FAILED);

test('the same verdicts follow, whatever the words', () => {
  const otherWords = sampleCertificate({ 'issue.lifetime': { verdict: 'failed', reason: 'too late' } });

  expect(comparedAgain(rejudged, rejudged)).toEqual({ differences: [], notes: [] });
  expect(comparedAgain(otherWords, rejudged)).toEqual({ differences: [], notes: [] });
});

test('another verdict of a requirement, and of the whole, does not follow', () => {
  const { differences } = comparedAgain(sampleCertificate(), rejudged);

  const said = differences.join('\n');
  expect(said).toContain('DIFFERS issue.lifetime');
  expect(said).toContain('it ended too late');
  expect(said).toMatch(/DIFFERS the verdict[^]*conformant[^]*nonconformant/);
});

test('a requirement that was left out does not follow, if the same suite made both', () => {
  const { requirements, ...rest } = rejudged;
  const without = requirements.filter(({ id }) => id !== 'issue.lifetime');
  const hidden = { ...rest, verdict: 'conformant', requirements: without } as const;

  expect(comparedAgain(hidden, rejudged).differences).toEqual([
    '  DIFFERS issue.lifetime (judged again alone)',
  ]);
  const older = { ...hidden, suite: { ...hidden.suite, version: '0.0.9' } };
  expect(comparedAgain(older, rejudged)).toEqual({
    differences: [],
    notes: [
      'judged again by the suite 0.1.0, commit unknown, where 0.0.9, commit unknown made the certificate; not compared: issue.lifetime (judged again alone)',
    ],
  });
});

test('verify says what follows', ({}, testInfo) => {
  const checked = check(signedFolder(testInfo));
  const said = (again: Parameters<typeof describeCheck>[2]) =>
    describeCheck(checked, publicKey, again).split('\n').slice(-2).join('\n');

  expect(said({ differences: [], notes: [] })).toContain(
    'VERIFIED: nothing was changed, and the verdict follows from the evidence.',
  );
  expect(said({ differences: ['  DIFFERS a\u001b'], notes: [] })).toBe(
    'NOT VERIFIED: nothing was changed, but something else follows from the evidence:\n  DIFFERS a‹U+001B›',
  );
  expect(said({ impossible: 'no such\nfile' })).toBe(
    'NOT VERIFIED: nothing was changed, but the evidence could not be judged again:\n  no such file',
  );
});
