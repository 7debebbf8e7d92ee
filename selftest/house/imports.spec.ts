/** The house keeps its own rules: what imports what, how large folders and files get, and no import in a circle. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { mayImport } from './rules.ts';
import { ROOT } from '../tools/product.ts';

/** The top folders. A file of another one has no place. */
const FOLDERS = ['bin', 'docs', 'fixtures', 'host', 'reporter', 'schemas', 'selftest', 'tests'];

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const sources = tracked.filter((file) => file.endsWith('.ts'));

/** An import or a re-export, static or not, as Prettier writes it. */
const IMPORT = /(?:\bfrom|\bimport\(?) ?'(\.[^']+)'/g;

/** The files of this project that a file imports, types included, as paths from the folder of package.json. */
function importsOf(file: string): string[] {
  return [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(IMPORT)].map(([, name = '']) =>
    path.posix.join(path.posix.dirname(file), name),
  );
}

const imports = new Map(sources.map((file) => [file, importsOf(file)]));

test('every file stands in one of the eight folders', () => {
  const top = new Set(tracked.flatMap((file) => (file.includes('/') ? [file.split('/')[0]] : [])));

  expect(top).toEqual(new Set(['.ci', ...FOLDERS]));
});

test('every file imports only what its folder may import', () => {
  const broken = [...imports].flatMap(([file, imported]) =>
    imported.filter((one) => !mayImport(file, one)).map((one) => `${file} imports ${one}`),
  );

  expect(broken).toEqual([]);
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
