/** Groups of requirements that stand or fall together, because no host can break one and keep the other. */
import type { RequirementId } from '../../fixtures/catalogue/requirements.ts';

interface Group {
  readonly ids: readonly RequirementId[];
  readonly why: string;
}

export const requirementGroups: readonly Group[] = [];

/** Returns this requirement and those that necessarily fail with it. */
export function groupOf(id: RequirementId): readonly RequirementId[] {
  return [id, ...requirementGroups.filter(({ ids }) => ids.includes(id)).flatMap(({ ids }) => ids)];
}
