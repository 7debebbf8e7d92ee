/** Outcomes + catalogue → certificate. Pure: nothing here reads, writes or asks for the time. */
import {
  type Requirement,
  type RequirementId,
  requirementIds,
  requirements,
} from '../../fixtures/catalogue/requirements.ts';
import type { Outcome } from '../../fixtures/judgement/outcome-log.ts';
import type { Waiver } from '../../fixtures/settings/waivers.ts';
import type { AppliedWaiver, Certificate, RequirementResult } from '../../schemas/index.ts';
import { waiversCounted } from '../../schemas/waived.ts';
import { summaryOf, verdictOf } from './verdict.ts';

/** What is known of the run beside the outcomes. */
export interface RunDetails extends Pick<
  Certificate,
  'host' | 'ttl' | 'suite' | 'run' | 'figures' | 'timelines'
> {
  /** The failures that somebody answers for. */
  readonly waivers?: readonly Waiver[];
}

export interface RunEnd {
  readonly outcomes: ReadonlyMap<RequirementId, Outcome>;
  /** Why the run could not be made, or did not come to its end; then nothing is conformant. */
  readonly stopped?: string;
}

/** Anybody may have answered in the host's place. */
const UNVERIFIED = "The host's TLS certificate was NOT verified (OZ_TLS_INSECURE=1).";

const NOT_RUN = 'its test was not run';

/** The certificate of a run. */
export function makeCertificate(about: RunDetails, ended: RunEnd): Certificate {
  const { figures, timelines, waivers = [], ...run } = about;
  const results = requirementIds
    .map((id) => resultOf(id, ended))
    .map((result) => withWaiver(result, waivers, about.run.start));
  return {
    verdict: verdictOf(results, ended.stopped),
    summary: `${summaryOf(results, ended.stopped)}${run.host.tls === 'not verified' ? ` ${UNVERIFIED}` : ''}`,
    ...run,
    counts: {
      expected: requirementIds.length,
      ran: requirementIds.filter((id) => ended.outcomes.has(id)).length,
      waived: waiversCounted(results),
    },
    requirements: results,
    ...(figures && figures.length > 0 ? { figures } : {}),
    ...(timelines ? { timelines } : {}),
  };
}

function resultOf(id: RequirementId, { outcomes, stopped }: RunEnd): RequirementResult {
  const { level, statement, source } = requirements[id];
  const outcome = outcomes.get(id);
  const reason = outcome ? reasonOf(id, outcome) : (stopped ?? NOT_RUN);
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

/** What was seen, and, where something fails that SHOULD be, what can come of it. */
function reasonOf(id: RequirementId, { verdict, reason }: Outcome): string | undefined {
  const { risk }: Requirement = requirements[id];
  const told = reason?.includes('\nthe risk: ') ?? false;
  return verdict === 'failed' && risk !== undefined && !told
    ? [reason, `the risk: ${risk}`].join('\n')
    : reason;
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
