/**
 * `npm run figures [-- COMMIT]`: prints how large the house is: files and lines of TypeScript for each folder, the longest
 * file, broken import rules, and lines of engine for a line of test. With a commit, the state of that commit.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../tools/product.ts';
import { brokenRules, importsOf } from './imports.ts';

const [commit] = process.argv.slice(2);

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
}

function textOf(file: string): string {
  return commit === undefined
    ? readFileSync(path.join(ROOT, file), 'utf8')
    : git('show', `${commit}:${file}`);
}

/** Returns the top folder of a file, and for a file in a folder of fixtures/ that folder too. */
function foldersOf(file: string): string[] {
  const [top = '', second = '', ...deeper] = file.split('/');
  const inFixtures = top === 'fixtures' && deeper.length > 0;
  return inFixtures ? [top, `${top}/${second}`] : [top];
}

/** Lists the files of the commit or of the work tree, without files that were deleted and are not yet committed. */
function listFiles(): string[] {
  if (commit !== undefined) return git('ls-tree', '-r', '--name-only', commit).split('\n');
  return git('ls-files')
    .split('\n')
    .filter((file) => existsSync(path.join(ROOT, file)));
}

const files = listFiles()
  .filter((file) => file.endsWith('.ts') && file.includes('/'))
  .map((file) => {
    const text = textOf(file);
    return { file, text, lines: text.split('\n').length - 1 };
  });

const folders = new Map<string, { files: number; lines: number }>();
for (const { file, lines } of files)
  for (const folder of foldersOf(file)) {
    const before = folders.get(folder) ?? { files: 0, lines: 0 };
    folders.set(folder, { files: before.files + 1, lines: before.lines + lines });
  }
const [longest] = files.toSorted((one, two) => two.lines - one.lines);
const broken = files.flatMap(({ file, text }) => brokenRules(file, importsOf(file, text)));
const linesOf = (folder: string) => folders.get(folder)?.lines ?? 0;
const rows = [...folders]
  .toSorted(([one], [two]) => one.localeCompare(two))
  .map(([name, sum]) => `${name.padEnd(24)}${String(sum.files).padStart(6)}${String(sum.lines).padStart(8)}`);

process.stdout.write(`${'folder'.padEnd(24)}${'files'.padStart(6)}${'lines'.padStart(8)}
${rows.join('\n')}

longest file: ${longest?.file}, ${longest?.lines} lines
import rules broken: ${broken.length}
lines of engine (fixtures) for a line of test (tests): ${(linesOf('fixtures') / linesOf('tests')).toFixed(1)}
`);
