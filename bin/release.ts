/**
 * `npm run release [-- DIR]`: makes the files of a release: the bundle, the list of its packages, the notes, and the
 * SHA-256 of each. The same commit gives the same files, with the same Node and npm on the same system.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { ROOT } from '../fixtures/settings/values.ts';
import { sha256 } from '../reporter/certificate/files.ts';
import { writeBundle } from './release/archive.ts';
import { changes, lastCommit } from './release/checkout.ts';
import { readJson, title } from './release/contents.ts';
import { changesOf, notesOf } from './release/notes.ts';
import { npmSbom, sbomOf } from './release/sbom.ts';
import { onePath } from './usage.ts';

const USAGE = `npm run release [-- DIR]

  DIR   an empty folder, or one to be made, for the files of the release; by default "release" beside package.json
`;

/** Names of files in the release. */
const NOTES = 'NOTES.md';
const SUMS = 'SHA256SUMS';

/** Most changed files that are named. */
const NAMED = 10;

/** Throws where the checkout has what its last commit has not: nobody could make the same release again. */
function refuseChanges(): void {
  const changed = changes();
  if (changed.length === 0) return;
  const named = [...changed.slice(0, NAMED), ...(changed.length > NAMED ? ['…'] : [])];
  throw new Error(
    `A release is made of a commit, and these files differ from it. Commit or remove them:\n${named.join('\n')}`,
  );
}

/** Makes the folder of the release, or takes an empty one. */
function emptyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0)
    throw new Error(`${folder} has files already. Delete them, or name another folder.`);
}

/** Makes all files of the release in this folder, and returns their names. */
async function release(folder: string): Promise<readonly string[]> {
  refuseChanges();
  const { version } = readJson('package.json');
  const changelog = readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
  const packages = npmSbom();
  const notes = notesOf(title(), changesOf(String(version), changelog), lastCommit());
  emptyFolder(folder);
  const [bundle, sbom] = [`${title()}.tgz`, `${title()}.cdx.json`];
  await writeBundle(path.join(folder, bundle));
  const listed = sbomOf(packages, readFileSync(path.join(folder, bundle)), lastCommit());
  writeFileSync(path.join(folder, sbom), `${JSON.stringify(listed, null, 2)}\n`);
  writeFileSync(path.join(folder, NOTES), notes);
  const files = [bundle, sbom, NOTES];
  // The form of sha256sum, which checks all of them at once.
  const sums = files.map((name) => `${sha256(readFileSync(path.join(folder, name)))}  ${name}\n`);
  writeFileSync(path.join(folder, SUMS), sums.join(''));
  return [...files, SUMS];
}

const folder = path.resolve(onePath(USAGE) ?? path.join(ROOT, 'release'));
try {
  const files = await release(folder);
  const sizes = files.map((name) => [name, statSync(path.join(folder, name)).size] as const);
  process.stdout.write(
    `${sizes.map(([name, size]) => `${name}  ${(size / 1000).toFixed(0)} kB`).join('\n')}\n\nin ${folder}\n`,
  );
} catch (error) {
  process.stderr.write(`No release was made: ${messageOf(error)}\n`);
  process.exitCode = 2;
}
