/** Requirements that stand or fall together: no host can break the one and keep the other. */
import type { RequirementId } from '../../fixtures/catalogue/requirements.ts';

interface Group {
  readonly ids: readonly RequirementId[];
  readonly why: string;
}

export const requirementGroups: readonly Group[] = [];

/** This requirement and those that cannot but fail with it. */
export function groupOf(id: RequirementId): readonly RequirementId[] {
  return [id, ...requirementGroups.filter(({ ids }) => ids.includes(id)).flatMap(({ ids }) => ids)];
}
