/** The pages for people can be read: README is short, tables fit a screen, and all that they name is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { NAMES } from '../../fixtures/settings/model.ts';
import { ROOT } from '../tools/product.ts';

/** The most lines of README, which is for the first certificate; everything else stands in docs/. */
const README_LINES = 150;

/** The most columns of a row of a table; wider ones break in a terminal and on a page. */
const ROW_COLUMNS = 160;

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Removes fenced blocks: they show input and output, and no links. */
const withoutBlocks = (markdown: string) => markdown.replaceAll(/^( *)```[^]*?^\1```$/gm, '');

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

function anchorsIn(file: string): string[] {
  return [...withoutBlocks(textOf(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    anchorOf(heading),
  );
}

/** Whether a relative link of a page leads to a file, and to one of its headings if it names one. */
function leadsSomewhere(page: string, link: string): boolean {
  const [to = '', anchor] = link.split('#');
  const file = to === '' ? page : path.posix.join(path.posix.dirname(page), to);
  if (!existsSync(path.join(ROOT, file))) return false;
  return anchor === undefined || !file.endsWith('.md') || anchorsIn(file).includes(anchor);
}

const relativeLinks = (markdown: string) =>
  [...withoutBlocks(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** The paths in backticks that begin with a folder of the project; patterns name no single file. */
const pathsIn = (markdown: string) =>
  [
    ...withoutBlocks(markdown).matchAll(
      /`((?:bin|docs|fixtures|host|reporter|schemas|selftest|tests)\/[^`\s]*)`/g,
    ),
  ]
    .map(([, file = '']) => file)
    .filter((file) => !/[*…{]/.test(file));

/** The settings that a page names. */
const settingsIn = (page: string) =>
  new Set([...textOf(page).matchAll(/\bOZ_[A-Z_]*[A-Z]\b/g)].map(([name]) => name));

test('README has one screen to the first certificate, and few more', () => {
  expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(README_LINES);
});

test('no row of a table is wider than a screen', () => {
  const wide = pages.flatMap((page) =>
    textOf(page)
      .split('\n')
      .flatMap((line, at) =>
        line.startsWith('|') && line.length > ROW_COLUMNS
          ? [`${page}:${at + 1}: ${line.length} columns`]
          : [],
      ),
  );

  expect(wide).toEqual([]);
});

test('every relative link leads to a file, and to a heading where it names one', () => {
  const broken = pages.flatMap((page) =>
    relativeLinks(textOf(page))
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`),
  );

  expect(broken).toEqual([]);
});

test('every path in backticks is one of the project', () => {
  const missing = pages.flatMap((page) =>
    pathsIn(textOf(page))
      .filter((file) => !existsSync(path.join(ROOT, file)))
      .map((file) => `${page}: ${file}`),
  );

  expect(missing).toEqual([]);
});

test('every page of docs/ can be reached from README', () => {
  const reached = new Set(relativeLinks(textOf('README.md')).map((link) => link.split('#')[0]));

  expect(pages.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});

test('every command is one of package.json', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));
  const unknown = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\bnpm run (\w+(?::\w+)*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => scripts[name] === undefined)
      .map((name) => `${page}: npm run ${name}`),
  );

  expect(unknown).toEqual([]);
});

test('CI certifies with each Node that README promises, from the oldest that package.json allows', () => {
  const { engines }: { engines: { node: string } } = JSON.parse(textOf('package.json'));
  const [, list = ''] = /^supported='([\d ]+)'$/m.exec(textOf('.ci/run')) ?? [];
  const supported = list.split(' ');

  expect(engines.node).toMatch(new RegExp(`^>=${supported[0]}\\.\\d+$`));
  expect(textOf('README.md').replaceAll('\n', ' ')).toContain(
    `Node ${supported.slice(0, -1).join(', ')} and ${supported.at(-1)}. `,
  );
});

test('every OZ_ name is a setting, and docs/settings.md has all of them', () => {
  const settings = new Set<string>(NAMES);

  for (const page of pages)
    expect(
      [...settingsIn(page)].filter((name) => !settings.has(name)),
      page,
    ).toEqual([]);
  expect(NAMES.filter((name) => name.startsWith('OZ_') && !settingsIn('docs/settings.md').has(name))).toEqual(
    [],
  );
});

test('what is broken is seen', () => {
  expect(leadsSomewhere('README.md', 'docs/settings.md')).toBe(true);
  expect(leadsSomewhere('README.md', 'docs/settings.md#no-such-heading')).toBe(false);
  expect(leadsSomewhere('docs/settings.md', 'docs/settings.md')).toBe(false);
  expect(relativeLinks('[a](b.md) and [c](https://example.com)\n```\n[d](e.md)\n```\n')).toEqual(['b.md']);
  expect(pathsIn('`host/faults/*.ts` and `host/main.ts`')).toEqual(['host/main.ts']);
});
