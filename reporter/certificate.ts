/** Outcomes + catalogue → certificate. Pure: nothing here reads, writes or asks for the time. */
import {
  type Requirement,
  type RequirementId,
  requirementIds,
  requirements,
} from '../fixtures/requirements.ts';
import type { Outcome } from '../fixtures/outcome-log.ts';
import type { Waiver } from '../fixtures/waivers.ts';
import type { AppliedWaiver, Certificate, RequirementResult } from '../schemas/index.ts';
import { waiversCounted } from '../schemas/waived.ts';
import { summaryOf, verdictOf } from './verdict.ts';

/** What is known of the run beside the outcomes. */
export interface About extends Pick<Certificate, 'host' | 'ttl' | 'suite' | 'run' | 'timelines'> {
  /** The failures that somebody answers for. */
  readonly waivers?: readonly Waiver[];
}

export interface Ended {
  readonly outcomes: ReadonlyMap<RequirementId, Outcome>;
  /** Why the run could not be made, or did not come to its end; then nothing is conformant. */
  readonly stopped?: string;
}

const NOT_RUN = 'its test was not run';

/** The certificate of a run. */
export function makeCertificate(about: About, ended: Ended): Certificate {
  const { timelines, waivers = [], ...run } = about;
  const results = requirementIds
    .map((id) => resultOf(id, ended))
    .map((result) => withWaiver(result, waivers, about.run.start));
  const tested = requirementIds.filter((id) => excludedOf(id) === undefined);
  return {
    verdict: verdictOf(results, ended.stopped),
    summary: summaryOf(results, ended.stopped),
    ...run,
    counts: {
      expected: tested.length,
      ran: tested.filter((id) => ended.outcomes.has(id)).length,
      waived: waiversCounted(results),
    },
    requirements: results,
    ...(timelines ? { timelines } : {}),
  };
}

function excludedOf(id: RequirementId): string | undefined {
  const requirement: Requirement = requirements[id];
  return requirement.excluded;
}

function resultOf(id: RequirementId, { outcomes, stopped }: Ended): RequirementResult {
  const { level, statement, source } = requirements[id];
  const outcome = outcomes.get(id);
  const reason = outcome ? outcome.reason : (excludedOf(id) ?? stopped ?? NOT_RUN);
  return {
    id,
    level,
    verdict: outcome?.verdict ?? 'inconclusive',
    statement,
    source,
    ...(reason === undefined ? {} : { reason }),
    ...(outcome?.sessions ? { sessions: [...outcome.sessions] } : {}),
    ...(outcome?.evidence ? { evidence: [...outcome.evidence] } : {}),
  };
}

/** The result with its waiver, where it has one. It counts for runs that began on its last day (UTC) or before. */
function withWaiver(result: RequirementResult, waivers: readonly Waiver[], start: string): RequirementResult {
  const waiver = waivers.find(({ requirement }) => requirement === result.id);
  if (!waiver) return result;
  const { reason, owner, until } = waiver;
  const state = worthOf(result, until >= new Date(start).toISOString().slice(0, 10));
  return { ...result, waiver: { state, reason, owner, until } };
}

function worthOf({ verdict }: RequirementResult, inForce: boolean): AppliedWaiver['state'] {
  if (verdict === 'failed') return inForce ? 'waived' : 'ended';
  return verdict === 'inconclusive' ? 'untested' : 'unneeded';
}
