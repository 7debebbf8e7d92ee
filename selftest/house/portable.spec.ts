/** Holds the product to what Linux, macOS and Windows all have. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../tools/product.ts';

/** What only some systems have, with what to write instead. */
const FORBIDDEN: ReadonlyArray<readonly [RegExp, string]> = [
  [/['"`]\/(proc|tmp|dev|bin|usr|var|home)\//, 'a path of Unix: take os.tmpdir(), or do without'],
  [
    /\b(spawn|spawnSync|exec|execSync|execFile|execFileSync)\)?\(\s*['"`](?!git['"`])/,
    'a program by its name: take process.execPath, as npm and npx are scripts on Windows',
  ],
  [/\bshell: (true|['"])/, 'a shell, which each system has another of: pass the arguments as a list'],
  [/\bprocess\.(getuid|geteuid|getgid|getegid|getgroups|setuid|setgid|umask)\b/, 'users of Unix'],
  [/\b(setPriority|getPriority|loadavg)\(/, 'what only some systems have'],
  [/['"`]file:\/\/(\$\{|['"`])/, 'a file URL by hand: take pathToFileURL'],
  [/['"`]SIG(USR1|USR2|QUIT|STOP|CONT|CHLD|WINCH)['"`]/, 'a signal that Windows has not'],
];

/** Names that Windows refuses: with these characters, these endings, or of a device. */
const REFUSED = /[<>:"\\|?*\u0000-\u001f]|[. ](\/|$)|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i;

const filesOf = (...paths: string[]) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...paths], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Returns what a line of code has that only some systems have. */
const unportable = (line: string) =>
  /^\s*(\/\/|\*|\/\*)/.test(line) ? [] : FORBIDDEN.filter(([what]) => what.test(line)).map(([, why]) => why);

test('the product has nothing that only some systems have', () => {
  const product = filesOf('bin', 'fixtures', 'host', 'reporter', 'schemas', 'tests', 'playwright.config.ts');
  const found = product
    .filter((file) => /\.(ts|mjs)$/.test(file))
    .flatMap((file) =>
      textOf(file)
        .split('\n')
        .flatMap((line, at) => unportable(line).map((why) => `${file}:${at + 1}: ${why}`)),
    );

  expect(found).toEqual([]);
});

test('the scripts of package.json are read alike by sh and by cmd', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));
  const commands = Object.values(scripts).flatMap((script) => script.split(' && '));

  // No variables, quotes, pipes or programs of a shell.
  for (const command of commands) expect(command).toMatch(/^(node|oxlint|prettier|knip|tsc)( [@\w./:-]+)*$/);
});

test('every system can hold the files, and checks them out with the same bytes', () => {
  const files = filesOf();
  const folded = files.map((file) => file.toLowerCase());

  expect(files.filter((file) => REFUSED.test(file))).toEqual([]);
  expect(files.filter((_, at) => folded.indexOf(folded[at] ?? '') !== at)).toEqual([]);
  expect(textOf('.gitattributes')).toMatch(/^\* text=auto eol=lf$/m);
});

test('what is not portable is seen', () => {
  const seen = [
    "readFileSync('/proc/self/stat')",
    "spawn('npm', ['ci'])",
    'promisify(execFile)("npx")',
    'spawn(program, { shell: true })',
    'process.getuid?.()',
    'page.goto(`file://${file}`)',
    "process.on('SIGUSR2', stop)",
  ];

  expect(seen.filter((line) => unportable(line).length === 0)).toEqual([]);
  expect(unportable("execFileSync('git', ['status'])")).toEqual([]);
  expect(['a:b.ts', 'docs/aux.md', 'docs/a.', 'NUL'].filter((name) => !REFUSED.test(name))).toEqual([]);
  expect(REFUSED.test('docs/auxiliary.md')).toBe(false);
});
