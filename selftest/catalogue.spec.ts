/** The catalogue is a public contract: its ids are frozen, and each has exactly one test that names it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Requirement, requirementIds, requirements } from '../fixtures/requirements.ts';
import { environment, expect, ROOT, settingsFor, test } from './certify.ts';

interface Listed {
  suites?: Listed[];
  specs?: Array<{ title: string; file: string; tags: string[] }>;
}

/** Every test of the product, as Playwright itself lists them. */
function listedSpecs(): Array<{ title: string; file: string; tags: string[] }> {
  const text = execFileSync(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--list', '--reporter=json'],
    { cwd: ROOT, env: environment(settingsFor('http://127.0.0.1:9')), encoding: 'utf8' },
  );
  const flat = ({
    suites = [],
    specs = [],
  }: Listed): Array<{ title: string; file: string; tags: string[] }> => [...specs, ...suites.flatMap(flat)];
  const listed: Listed = JSON.parse(text);
  return flat(listed);
}

const frozen = readFileSync(path.join(import.meta.dirname, 'requirement-ids.txt'), 'utf8')
  .trim()
  .split('\n');

test('no id or level changes, and none goes', () => {
  expect(requirementIds.map((id) => `${id} ${requirements[id].level}`)).toEqual(frozen);
});

test('each requirement has exactly one test, and each test a requirement', () => {
  const tested = requirementIds.filter((id) => {
    const requirement: Requirement = requirements[id];
    return requirement.excluded === undefined;
  });

  const specs = listedSpecs().filter(({ file }) => file.endsWith('.spec.ts'));
  const named = specs.map(({ tags }) => tags.filter((tag) => tested.some((id) => id === tag)));

  expect(specs.filter((_, nth) => named[nth]?.length !== 1)).toEqual([]);
  expect(named.flat().toSorted()).toEqual(tested.toSorted());
});

test('every statement and source is there', () => {
  for (const id of requirementIds) {
    const { statement, source } = requirements[id];
    expect(statement, id).toMatch(/^\S.{20,}\.$/);
    expect(source, id).not.toBe('');
  }
});
