/** The results on a certificate, and what groups them. Pure. */
import type { RequirementResult } from '../../schemas/index.ts';

export type Results = readonly RequirementResult[];

/** Returns the part of the catalogue that a requirement belongs to, for example `refresh`. */
export const topicOf = ({ id }: RequirementResult) => id.split('.')[0] ?? id;

/** Groups items by a key; both groups and items keep their order. */
export function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return found;
}

/** Tells whether a requirement is judged. OBSERVED ones are only recorded, because the vendor's page is silent. */
export const isJudged = ({ level }: Pick<RequirementResult, 'level'>) => level !== 'OBSERVED';
