/** The results of a certificate, sorted for a reader. Pure. */
import type { RequirementResult } from '../schemas/index.ts';

export type Results = readonly RequirementResult[];

/** The part of the catalogue that a requirement belongs to (`refresh`). */
export const topicOf = ({ id }: RequirementResult) => id.split('.')[0] ?? id;

/** The items by what they have in common, in their order. */
export function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return found;
}

/** What is judged, and what is only recorded, as the page is silent. */
export const isJudged = ({ level }: Pick<RequirementResult, 'level'>) => level !== 'OBSERVED';
