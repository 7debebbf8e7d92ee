/**
 * `npm run bundle [-- FILE]`: makes one archive with all that a machine without internet needs, except Node. The unpacked
 * folder has `./certify`, `./verify` and the other programs.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { create } from 'tar';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { ROOT } from '../fixtures/settings/values.ts';
import { sha256 } from '../reporter/certificate/files.ts';
import { commit } from '../reporter/certificate/commit.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run bundle [-- FILE]

  FILE   where the archive is written; by default NAME-VERSION.tgz in the folder of package.json
`;

/** All folders of the suite except its self-tests. */
const FOLDERS = 'bin docs fixtures host reporter schemas tests'.split(' ');
const FILES = '.env.example CHANGELOG.md LICENSE README.md playwright.config.ts tsconfig.json'.split(' ');

/** Programs with a launcher at the top of the bundle. */
const PROGRAMS = ['certify', 'diff', 'keygen', 'verify'];

const fail = (message: string) => failWith(message, USAGE);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readJson(file: string): Record<string, unknown> {
  const read: unknown = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  return isRecord(read) ? read : {};
}

/** Returns the folders of the packages that the suite needs to run, as the lock file names them. */
function packages(): string[] {
  const { packages: locked } = readJson('package-lock.json');
  if (!isRecord(locked)) return fail('package-lock.json lists no packages: it is broken.');
  const needed = Object.entries(locked).filter(([, entry]) => isRecord(entry) && entry['dev'] !== true);
  return needed.flatMap(([folder, entry]) => {
    if (folder === '') return [];
    if (statSync(path.join(ROOT, folder), { throwIfNoEntry: false })) return [folder];
    // An optional package may be missing because it is made for another system.
    if (isRecord(entry) && entry['optional'] === true) return [];
    return fail(`${folder} is missing: run npm ci first.`);
  });
}

/** Copies all that a bundle holds into this folder. */
function gather(folder: string): void {
  for (const name of [...FOLDERS, ...FILES])
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  for (const name of packages())
    // Packages within a package have entries of their own in the lock file, and not all of them are needed.
    cpSync(path.join(ROOT, name), path.join(folder, name), {
      recursive: true,
      filter: (from) => from !== path.join(ROOT, name, 'node_modules'),
    });
  // A bundle has no git, so a certificate reads the commit from here.
  const manifest = { ...readJson('package.json'), gitHead: commit() ?? undefined };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const program of PROGRAMS) cpSync(path.join(ROOT, 'bin/launch'), path.join(folder, program));
}

function argument(): string | undefined {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    return positionals.length > 1
      ? fail(`${positionals.length} files are named: one is needed.`)
      : positionals[0];
  } catch (error) {
    return fail(messageOf(error));
  }
}

const { name, version } = readJson('package.json');
const title = `${String(name)}-${String(version)}`;
const file = path.resolve(argument() ?? path.join(ROOT, `${title}.tgz`));
const stage = mkdtempSync(path.join(tmpdir(), 'oz-bundle-'));
try {
  const folder = path.join(stage, title);
  mkdirSync(folder);
  gather(folder);
  // Portable, so that the archive holds nothing of the accounts and the clock of the machine that made it.
  await create({ file, cwd: stage, gzip: true, portable: true, mtime: new Date(0) }, [title]);
} catch (error) {
  fail(`The bundle cannot be written to ${file}: ${messageOf(error)}`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

process.stdout.write(`bundle   ${file}
size     ${(statSync(file).size / 1e6).toFixed(1)} MB
SHA-256  ${sha256(readFileSync(file))}

On a machine with Node and nothing else:
  tar xzf ${path.basename(file)} && cd ${title} && ./certify
`);
