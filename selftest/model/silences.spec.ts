/** The enumeration of the model's states: the page that it makes, and what it says of the rules. */
import { situations } from '../../fixtures/model/enumerate.ts';
import { silenceOf, silences } from '../../fixtures/model/silences.ts';
import { expect, test } from '../tools/certify.ts';
import { silencesAsWritten, silencesPage } from './silences-page.ts';

const all = situations();

test('docs/silences.md is what npm run silences writes', () => {
  expect(silencesAsWritten()).toBe(silencesPage(all));
});

test('what is known of the pairs decides whether the page is silent, and every silence is observed', () => {
  const silent = all.filter(({ isSilent }) => isSilent);

  expect(all.filter(({ isSilent, musts }) => isSilent && musts.length > 0)).toEqual([]);
  expect(silent.filter(({ situation }) => silenceOf(situation) === undefined)).toEqual([]);
  for (const one of silences) {
    expect(one.observedBy.length).toBeGreaterThan(0);
    expect(silent.filter(({ situation }) => silenceOf(situation) === one)).not.toEqual([]);
  }
});

test('each rule speaks in some situation, but for two that only the age of a pair leads to (ends.spec.ts)', () => {
  const ids = new Set(all.flatMap(({ musts }) => musts.map(({ requirement }) => requirement)));

  expect([...ids].toSorted()).toEqual(
    [
      'access.grants',
      'access.rejects-expire-token',
      'access.rejects-unknown-token',
      'access.requires-token',
      'error.foreign-expire-token',
      'error.missing-expire-token',
      'error.refusals-are-harmless',
      'error.unknown-expire-token',
      'extension.expires',
      'extension.sets-not-adds',
      'extension.slides',
      'refresh.new-pair-grants-access',
      'refresh.new-pair-refreshes',
      'refresh.new-session-expires',
      'refresh.new-session-slides',
      'refresh.old-access-token-dies',
      'refresh.old-expire-token-dies',
      'refresh.old-pair-survives',
      'refresh.rejects-unknown-access-token',
      'refresh.requires-access-token',
      'refresh.returns-new-pair',
      'refresh.spares-other-sessions',
    ].toSorted(),
  );
});
