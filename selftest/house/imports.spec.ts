/** Tests that the project keeps the rules of its house: what may import what, where files stand, and no cyclic import. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { brokenRules, importsOf } from './imports.ts';
import { mayImport } from './rules.ts';
import { ROOT } from '../tools/product.ts';

/** Top folders, the only ones that may hold files. */
const FOLDERS = ['bin', 'docs', 'fixtures', 'host', 'reporter', 'schemas', 'selftest', 'tests'];

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const sources = tracked.filter((file) => file.endsWith('.ts'));

/** Imports of each file. */
const imports = new Map(
  sources.map((file) => [file, importsOf(file, readFileSync(path.join(ROOT, file), 'utf8'))]),
);

test('every file stands in one of the eight folders', () => {
  const top = new Set(tracked.flatMap((file) => (file.includes('/') ? [file.split('/')[0]] : [])));

  expect(top).toEqual(new Set(['.ci', ...FOLDERS]));
});

test('every file imports only what its folder may import', () => {
  expect([...imports].flatMap(([file, imported]) => brokenRules(file, imported))).toEqual([]);
});

test('a spec is written with fixtures/index.ts and nothing else', () => {
  const specs = sources.filter((file) => file.startsWith('tests/'));
  const others = specs.flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^(?:import|\} from) .*'([^']+)';$/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== '../fixtures/index.ts')
      .map((name) => `${file} imports ${name}`),
  );

  expect(specs.length).toBeGreaterThan(12);
  expect(others).toEqual([]);
});

test('no file imports itself, by whatever way round', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (done.has(file) || way.includes(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);

  expect(circles).toEqual([]);
});

test('an import that leads nowhere is seen', () => {
  const missing = [...imports].flatMap(([file, imported]) =>
    imported.filter((one) => one.endsWith('.ts') && !imports.has(one)).map((one) => `${file} imports ${one}`),
  );

  expect(missing).toEqual([]);
});

test('the rules are seen to be broken', () => {
  expect(mayImport('fixtures/timing/clocks.ts', 'fixtures/relay/client.ts')).toBe(false);
  expect(mayImport('tests/01-a.spec.ts', 'fixtures/judgement/given.ts')).toBe(false);
  expect(mayImport('host/main.ts', 'fixtures/timing/durations.ts')).toBe(false);
  expect(mayImport('elsewhere/a.ts', 'fixtures/timing/durations.ts')).toBe(false);
  expect(mayImport('fixtures/relay/pace/lane.ts', 'fixtures/relay/relay.ts')).toBe(true);
});
