/** What a bundle holds: the suite without its self-tests, and the packages that it needs to run. */
import { chmodSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../fixtures/settings/values.ts';
import { commit } from '../../reporter/certificate/commit.ts';
import { filesOf } from './checkout.ts';

/** All folders of the suite except its self-tests. */
const FOLDERS = 'bin docs fixtures host reporter schemas tests'.split(' ');

/** Files at the top: those for users, those that a run reads, and those that an image is built from. */
const FILES =
  '.dockerignore .env.example action.yml CHANGELOG.md CONTRIBUTING.md Dockerfile LICENSE README.md package-lock.json playwright.config.ts tsconfig.json'.split(
    ' ',
  );

/** Programs with a launcher at the top of the bundle. */
const LAUNCHED = ['certify', 'diff', 'doctor', 'keygen', 'rejudge', 'verify'];

/** Scripts that need packages for development, which a bundle has not. */
const FOR_DEVELOPMENT = ['bundle', 'release', 'types:generate'];

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Reads a JSON file of the suite that holds an object. */
export function readJson(file: string): Record<string, unknown> {
  const read: unknown = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  return isRecord(read) ? read : {};
}

/** Name and version of the suite, which the bundle and its folder are called by. */
export function title(): string {
  const { name, version } = readJson('package.json');
  return `${String(name)}-${String(version)}`;
}

/** Returns the folders of the packages that the suite needs to run, in the versions that the lock file names. */
export function packages(): string[] {
  const { packages: locked } = readJson('package-lock.json');
  if (!isRecord(locked)) throw new Error('package-lock.json lists no packages: it is broken.');
  const needed = Object.entries(locked).filter(([, entry]) => isRecord(entry) && entry['dev'] !== true);
  return needed.flatMap(([folder, entry]) => {
    if (folder === '' || !isRecord(entry)) return [];
    const manifest = path.join(folder, 'package.json');
    if (statSync(path.join(ROOT, manifest), { throwIfNoEntry: false })) {
      const { version } = readJson(manifest);
      if (version === entry['version']) return [folder];
      throw new Error(
        `${folder} has version ${String(version)}, and package-lock.json names ${String(entry['version'])}: run npm ci first.`,
      );
    }
    // An optional package may be missing because it is made for another system.
    if (entry['optional'] === true) return [];
    throw new Error(`${folder} is missing: run npm ci first.`);
  });
}

/** Returns package.json of a bundle: with its commit, as it has no git, and without scripts that cannot run there. */
function manifest(files: readonly string[]): Record<string, unknown> {
  const read = readJson('package.json');
  const scripts = Object.entries(isRecord(read['scripts']) ? read['scripts'] : {}).filter(
    ([name, command]) =>
      !FOR_DEVELOPMENT.includes(name) && files.some((file) => command === `node bin/start.mjs ${file}`),
  );
  return { ...read, scripts: Object.fromEntries(scripts), gitHead: commit() ?? undefined };
}

/** Gives all files and folders the same rights, whatever the umask of the account that checked them out. */
function evenRights(folder: string): void {
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name);
    const found = statSync(entry);
    chmodSync(entry, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
    if (found.isDirectory()) evenRights(entry);
  }
}

/** Copies all that a bundle holds into this folder. */
export function gather(folder: string): void {
  const files = filesOf([...FOLDERS, ...FILES]);
  for (const name of files) cpSync(path.join(ROOT, name), path.join(folder, name));
  for (const name of packages())
    // Packages within a package have entries of their own in the lock file, and not all of them are needed.
    cpSync(path.join(ROOT, name), path.join(folder, name), {
      recursive: true,
      filter: (from) => from !== path.join(ROOT, name, 'node_modules'),
    });
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest(files), null, 2)}\n`);
  for (const program of LAUNCHED) {
    const launcher = path.join(folder, program);
    cpSync(path.join(ROOT, 'bin/launch'), launcher);
    chmodSync(launcher, 0o755);
  }
  evenRights(folder);
}
