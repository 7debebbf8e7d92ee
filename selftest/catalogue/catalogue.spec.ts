/** Tests the catalogue, a public contract: its ids are frozen, and each has exactly one test that names it. */
import { isRequirementId, requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { expect, test } from '../tools/certify.ts';
import { listSpecs } from '../tools/specs.ts';
import { catalogueIds, frozenIds, lostIds } from './frozen-ids.ts';

test('no id or level changes, and none goes', () => {
  // `npm run traceability` adds new ones.
  expect(catalogueIds()).toEqual(frozenIds());
});

test('an id that has gone or has another level is seen, and a new one is none of these', () => {
  const frozen = ['a.first MUST', 'a.second SHOULD'];

  expect(lostIds(frozen, ['a.first MUST', 'a.second MUST'])).toEqual(['a.second SHOULD']);
  expect(lostIds(frozen, ['a.first MUST', 'a.new MUST', 'a.second SHOULD'])).toEqual([]);
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
