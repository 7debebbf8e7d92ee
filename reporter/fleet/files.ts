/** The files of an overview: writing and reading them, and keeping the overview of the last run. */
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';
import { mismatches, type Overview } from '../../schemas/index.ts';
import { overviewPage } from './overview-page.ts';

const [JSON_FILE, PAGE, PREVIOUS] = ['overview.json', 'overview.html', 'overview.previous.json'] as const;

/** Reads the overview in this folder; returns undefined if there is none. */
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
 * Moves the last overview aside and returns it, so that the folder shows no overview of another run. The moved file stays
 * until there is a newer overview, because the run after a killed one is still compared with it.
 */
export function setLastAside(folder: string): Overview | undefined {
  rmSync(path.join(folder, PAGE), { force: true });
  if (readOverview(folder)) renameSync(path.join(folder, JSON_FILE), path.join(folder, PREVIOUS));
  else rmSync(path.join(folder, JSON_FILE), { force: true });
  return readOverview(folder, PREVIOUS);
}

/** Writes the overview, and returns the path of its page. */
export function writeOverview(folder: string, overview: Overview): string {
  mkdirSync(folder, { recursive: true });
  const page = path.join(folder, PAGE);
  writeWhole(path.join(folder, JSON_FILE), `${JSON.stringify(overview, null, 1)}\n`);
  writeWhole(page, overviewPage(overview));
  return page;
}
