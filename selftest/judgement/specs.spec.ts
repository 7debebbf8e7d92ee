/** The specs read like the page: above each test stands what it is for, and nothing in it decides but premises and matchers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { isRequirementId, requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { ROOT } from '../tools/product.ts';

const FOLDER = path.join(ROOT, 'tests');

const specs = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.spec.ts'))
  .map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));

/** A test as Prettier writes it, with the comment above. */
const TEST = /((?:^\/\/ .*\n)*)^test\(\n.*\n\s+requirement\('([^']+)'/gm;

/** The sources of a requirement, each as a comment names it: sentences of the page, or one document. */
const sourcesOf = (source: string) => (/^S\d/.test(source) ? source.split(' ') : [source]);

test('above each test stands its sentence of the page, or the document or practice it comes from', () => {
  const found = specs.flatMap(({ text }) => [...text.matchAll(TEST)]);
  const unnamed = found.flatMap(([, comment = '', id = '']) =>
    isRequirementId(id)
      ? sourcesOf(requirements[id].source)
          .filter((source) => !comment.toLowerCase().includes(source.toLowerCase()))
          .map((source) => `${id} comes from ${source}`)
      : `${id} is no requirement`,
  );

  expect(found).toHaveLength(requirementIds.length);
  expect(new Set(found.map(([, , id]) => id))).toEqual(new Set(requirementIds));
  expect(unnamed).toEqual([]);
});

test('no spec has an if or a try', () => {
  const deciding = specs.filter(({ text }) => /^\s*(?:\} else )?(?:if \(|try \{)/m.test(text));

  expect(deciding.map(({ name }) => name)).toEqual([]);
});
