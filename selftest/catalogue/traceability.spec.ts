/** Tests that each requirement is proved by a fault, that each fault is caught, and that the document says so. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { page } from '../../fixtures/catalogue/sentences.ts';
import { isRequirementId, requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { expect, ROOT, test } from '../tools/certify.ts';
import { groups } from '../matrix/groups.ts';
import { requirementGroups } from '../matrix/groups-of-requirements.ts';
import { matrixHosts } from '../matrix/hosts.ts';
import { FILE, proofsOf, traceability } from './traceability.ts';

const faulty = matrixHosts.filter(({ right }) => !right);

test('each MUST is proved by a fault that only it, or its group, catches', () => {
  const unproved = requirementIds.filter((id) => {
    const { level } = requirements[id];
    return level === 'MUST' && proofsOf(id).length === 0;
  });

  expect(unproved).toEqual([]);
});

test('each SHOULD is proved by a fault', () => {
  const unproved = requirementIds.filter((id) => {
    const { level } = requirements[id];
    const caught = faulty.some(({ fails }) => fails.includes(id));
    return level === 'SHOULD' && !caught;
  });

  expect(unproved).toEqual([]);
});

test('each fault is caught by a requirement, and names sentences of the page', () => {
  for (const { name, fails, breaks = '', says } of faulty) {
    expect(fails.length, name).toBeGreaterThan(0);
    expect(
      fails.filter((id) => !isRequirementId(id)),
      name,
    ).toEqual([]);
    expect(breaks, name).not.toBe('');
    for (const [sentence] of breaks.matchAll(/\bS\d+/g)) expect(page, name).toHaveProperty(sentence);
    expect(says, name).toMatch(/^\S.+\.$/);
  }
});

test('enough hosts of each kind are tried each time, every requirement on some, and no two have one name', () => {
  const tried = groups.flatMap(({ hosts }) => hosts);
  const wrong = tried.filter(({ right }) => !right);
  const second = wrong.filter(({ name }) => name.startsWith('second-'));

  expect(wrong.length - second.length).toBeGreaterThanOrEqual(65);
  expect(second.length).toBeGreaterThanOrEqual(5);
  expect(tried.length - wrong.length - 2).toBeGreaterThanOrEqual(12);
  expect(new Set(wrong.flatMap(({ fails }) => fails))).toEqual(new Set(faulty.flatMap(({ fails }) => fails)));
  expect(new Set(matrixHosts.map(({ name }) => name)).size).toBe(matrixHosts.length);
});

test('each group of requirements says why they stand or fall together', () => {
  for (const { why } of requirementGroups) expect(why).toMatch(/^\S.{20,}\.$/);
});

test('docs/traceability.md is what `npm run traceability` writes', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(traceability());
});

test('docs/interpretation.md has every sentence as the code has it', () => {
  const text = readFileSync(path.join(ROOT, 'docs/interpretation.md'), 'utf8').replaceAll(/\s+/g, ' ');

  for (const [id, sentence] of Object.entries(page)) expect(text, id).toContain(sentence);
});
