/** The results of a certificate, sorted for a reader. Pure. */
import { type Requirement, requirementIds, requirements } from '../fixtures/requirements.ts';
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

/** The ids that have no test in this version: one line stands for them all. */
const excluded = new Set<string>(
  requirementIds.filter((id) => {
    const requirement: Requirement = requirements[id];
    return requirement.excluded !== undefined;
  }),
);

/** Whether a requirement has a test in this version. */
export const hasTest = ({ id }: Pick<RequirementResult, 'id'>) => !excluded.has(id);
