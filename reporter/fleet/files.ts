/** The files of an overview, and of the one before it. */
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';
import { mismatches, type Overview } from '../../schemas/index.ts';
import { overviewPage } from './overview-page.ts';

const [JSON_FILE, PAGE, PREVIOUS] = ['overview.json', 'overview.html', 'overview.previous.json'] as const;

/** The overview in this folder; undefined where there is none, or something else. */
export function readOverview(folder: string, name: string = JSON_FILE): Overview | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    return isOverview(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isOverview(value: unknown): value is Overview {
  return mismatches('overview', value).length === 0;
}

/**
 * Puts the last overview aside, so that none stands there that is not of this run, and gives it back. It stays on disk
 * until there is a newer one: a run that is killed must not take what the next is compared with.
 */
export function setLastAside(folder: string): Overview | undefined {
  rmSync(path.join(folder, PAGE), { force: true });
  if (readOverview(folder)) renameSync(path.join(folder, JSON_FILE), path.join(folder, PREVIOUS));
  else rmSync(path.join(folder, JSON_FILE), { force: true });
  return readOverview(folder, PREVIOUS);
}

/** Writes the overview, and gives back the file of its page. */
export function writeOverview(folder: string, overview: Overview): string {
  mkdirSync(folder, { recursive: true });
  const page = path.join(folder, PAGE);
  writeWhole(path.join(folder, JSON_FILE), `${JSON.stringify(overview, null, 1)}\n`);
  writeWhole(page, overviewPage(overview));
  return page;
}
