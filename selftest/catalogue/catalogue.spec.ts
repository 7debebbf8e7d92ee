/** Tests the catalogue, a public contract: its ids are frozen, and each has exactly one test that names it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isRequirementId, requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { expect, test } from '../tools/certify.ts';
import { listSpecs } from '../tools/specs.ts';

const frozen = readFileSync(path.join(__dirname, 'requirement-ids.txt'), 'utf8').trim().split('\n');

test('no id or level changes, and none goes', () => {
  expect(requirementIds.map((id) => `${id} ${requirements[id].level}`)).toEqual(frozen);
});

test('each requirement has exactly one test, and each test a requirement', () => {
  const specs = listSpecs();
  const named = specs.map(({ tags }) => tags.filter((tag) => isRequirementId(tag)));

  expect(specs.filter((_, nth) => named[nth]?.length !== 1)).toEqual([]);
  expect(named.flat().toSorted()).toEqual(requirementIds.toSorted());
});

test('every statement and source is there', () => {
  for (const id of requirementIds) {
    const { statement, source } = requirements[id];
    expect(statement, id).toMatch(/^\S.{20,}\.$/);
    expect(source, id).not.toBe('');
  }
});
