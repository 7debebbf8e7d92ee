/** The frozen list of ids and levels: ids are added to it, and none of its lines ever changes or goes. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';

const FILE = path.join(__dirname, 'requirement-ids.txt');

/** Reads the lines that are frozen. */
export function frozenIds(): string[] {
  return readFileSync(FILE, 'utf8').trim().split('\n');
}

/** Lists the ids and levels of the catalogue as they are now. */
export function catalogueIds(): string[] {
  return requirementIds.map((id) => `${id} ${requirements[id].level}`);
}

/** Returns the frozen lines that are no longer in the catalogue: scripts of users depend on them. */
export function lostIds(frozen: readonly string[], now: readonly string[]): string[] {
  return frozen.filter((line) => !now.includes(line));
}

/**
 * Adds the new ids of the catalogue to the list.
 * @throws if an id has gone, or has another level.
 */
export function freezeNewIds(): void {
  const lost = lostIds(frozenIds(), catalogueIds());
  if (lost.length > 0)
    throw new Error(`an id never changes and never goes: the catalogue no longer has ${lost.join(', ')}`);
  writeFileSync(FILE, `${catalogueIds().join('\n')}\n`);
}
