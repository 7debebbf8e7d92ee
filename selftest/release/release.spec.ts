/** Tests the files of a release, and what is refused instead of released. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv } from 'ajv';
import { changesOf } from '../../bin/release/notes.ts';
import { environment, ROOT } from '../tools/product.ts';
import { freshClone, git } from './fresh-clone.ts';

const TITLE = 'oz-auth-conformance-0.1.0';

/** All that stands at the top of a bundle. */
const TOP =
  '.dockerignore .env.example action.yml bin CHANGELOG.md certify CONTRIBUTING.md diff Dockerfile docs doctor fixtures host keygen LICENSE node_modules package-lock.json package.json playwright.config.ts README.md rejudge reporter schemas tests tsconfig.json verify'.split(
    ' ',
  );

const CHANGELOG =
  '# Changelog\n\n## [0.1.0] - 2026-11-28\n\n- Everything.\n\n## [0.0.9] - 2026-01-01\n\n- Less.\n';

const readJson = (...names: string[]) => JSON.parse(readFileSync(path.join(...names), 'utf8'));

/** Makes a release of a clone. */
function release(clone: string, to: string) {
  const options = { cwd: clone, env: environment({}), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'release', '--', to], options);
  return { code: status, output: stdout + stderr };
}

/** Returns the links of a bundle's pages that lead to no file in it. */
function brokenLinks(bundle: string): string[] {
  const docs = readdirSync(path.join(bundle, 'docs')).filter((name) => name.endsWith('.md'));
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)];
  return pages.flatMap((page) =>
    [...readFileSync(path.join(bundle, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(path.join(bundle, path.dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  );
}

/** Returns the packages in a bundle, by name and version. */
function packagesIn(bundle: string): string[] {
  const { packages }: { packages: Record<string, { version: string }> } = readJson(
    bundle,
    'package-lock.json',
  );
  const there = Object.entries(packages).filter(([at]) => at !== '' && existsSync(path.join(bundle, at)));
  return [...new Set(there.map(([at, { version }]) => `${at.split('node_modules/').at(-1)}@${version}`))];
}

/** Validates an SBOM by the schemas of CycloneDX, and returns what is wrong with it. */
function mistakesOf(sbom: unknown): unknown[] {
  const folder = path.join(ROOT, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
    // The name by which the schema of SBOMs refers to it.
    ajv.addSchema(readJson(folder, name), `http://cyclonedx.org/schema/${name}`);
  ajv.validate(readJson(folder, 'bom-1.5.SNAPSHOT.schema.json'), sbom);
  return ajv.errors ?? [];
}

test('a release has the bundle, its packages, notes and checksums, and is the same when made again', ({}, testInfo) => {
  test.setTimeout(300_000);
  const clone = testInfo.outputPath('clone');
  const one = testInfo.outputPath('one');
  const other = testInfo.outputPath('other');
  freshClone(clone);
  writeFileSync(path.join(clone, 'CHANGELOG.md'), CHANGELOG);
  writeFileSync(path.join(clone, 'bin/.env'), 'OZ_USER_PASSWORD=planted');
  expect(release(clone, one)).toMatchObject({ code: 2, output: expect.stringContaining(' M CHANGELOG.md') });
  git(clone, 'commit', '--quiet', '--all', '--message', 'Close 0.1.0');

  expect(release(clone, one)).toMatchObject({ code: 0 });
  expect(readdirSync(one).toSorted()).toEqual([
    'NOTES.md',
    'SHA256SUMS',
    `${TITLE}.cdx.json`,
    `${TITLE}.tgz`,
  ]);
  execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: one });
  const hash = git(clone, 'rev-parse', 'HEAD').trim();
  const notes = readFileSync(path.join(one, 'NOTES.md'), 'utf8');
  expect(notes).toContain(hash);
  expect(notes).toContain('- Everything.');
  expect(notes).not.toContain('- Less.');

  execFileSync('tar', ['xzf', `${TITLE}.tgz`], { cwd: one });
  const bundle = path.join(one, TITLE);
  expect(readdirSync(bundle).toSorted()).toEqual(TOP.toSorted());
  expect(existsSync(path.join(bundle, 'bin/.env'))).toBe(false);
  expect(readJson(bundle, 'package.json').gitHead).toBe(hash);
  expect(brokenLinks(bundle)).toEqual([]);

  const sbom = readJson(one, `${TITLE}.cdx.json`);
  expect(mistakesOf(sbom)).toEqual([]);
  expect(mistakesOf({ ...sbom, bomFormat: 'SPDX' })).not.toEqual([]);
  expect(sbom.metadata.component).toMatchObject({ name: 'oz-auth-conformance', version: '0.1.0' });
  expect(
    sbom.components.map(({ name, version }: Record<string, string>) => `${name}@${version}`).toSorted(),
  ).toEqual(packagesIn(bundle).toSorted());

  expect(release(clone, one)).toMatchObject({
    code: 2,
    output: expect.stringContaining('has files already'),
  });
  expect(release(clone, other)).toMatchObject({ code: 0 });
  expect(readFileSync(path.join(other, 'SHA256SUMS'), 'utf8')).toBe(
    readFileSync(path.join(one, 'SHA256SUMS'), 'utf8'),
  );
});

test('what CHANGELOG does not close is not released', () => {
  expect(changesOf('0.1.0', CHANGELOG)).toBe('- Everything.');
  expect(() => changesOf('0.2.0', CHANGELOG)).toThrow('has no section of the version 0.2.0');
  expect(() => changesOf('0.1.0', CHANGELOG.replace(' - 2026-11-28', ''))).toThrow('has no section');
  expect(() => changesOf('0.1.0', CHANGELOG.replace('- Everything.', ''))).toThrow('has no section');
  expect(() => changesOf('0.1.0', `${CHANGELOG}\n## [Unreleased]\n\n- More.\n`)).toThrow(
    'under "Unreleased"',
  );
});
