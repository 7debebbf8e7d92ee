/** The archive of a bundle, with the same bytes wherever and whenever it is made of the same files. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { create } from 'tar';
import { gather, title } from './contents.ts';

/** Returns a folder and all that is in it, sorted, as systems list folders in orders of their own. */
function everythingIn(stage: string, name: string): string[] {
  const entries = readdirSync(path.join(stage, name), { withFileTypes: true }).toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  return [
    name,
    ...entries.flatMap((entry) => {
      const inside = path.posix.join(name, entry.name);
      return entry.isDirectory() ? everythingIn(stage, inside) : [inside];
    }),
  ];
}

/** Makes a bundle of the suite, and writes it to this file. */
export async function writeBundle(file: string): Promise<void> {
  const stage = mkdtempSync(path.join(tmpdir(), 'oz-bundle-'));
  try {
    mkdirSync(path.join(stage, title()));
    gather(path.join(stage, title()));
    // Portable, so that the archive holds nothing of the accounts and the clock of the machine that made it.
    const options = { file, cwd: stage, gzip: true, portable: true, mtime: new Date(0), noDirRecurse: true };
    await create(options, everythingIn(stage, title()));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
