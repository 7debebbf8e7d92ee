/** Makes a certificate from outcomes and catalogue. Pure: no file is read or written, and no clock is asked. */
import {
  type Requirement,
  type RequirementId,
  requirementIds,
  requirements,
} from '../../fixtures/catalogue/requirements.ts';
import type { Outcome } from '../../fixtures/judgement/outcome-log.ts';
import type { Waiver } from '../../fixtures/settings/files/waivers.ts';
import type { AppliedWaiver, Certificate, RequirementResult } from '../../schemas/index.ts';
import { waiversCounted } from '../../schemas/waived.ts';
import { summaryOf, verdictOf } from './verdict.ts';

/** Details of the run beside the outcomes. */
export interface RunDetails extends Pick<
  Certificate,
  'host' | 'ttl' | 'suite' | 'rejudgement' | 'run' | 'figures' | 'timelines'
> {
  /** Waivers of known failures, each with an owner and a last day. */
  readonly waivers?: readonly Waiver[];
}

/** How a run ended. */
export interface RunEnd {
  readonly outcomes: ReadonlyMap<RequirementId, Outcome>;
  /** Reason why the run was not made or did not come to its end. With a reason the verdict is never conformant. */
  readonly stopped?: string;
}

/** Warning for a run without verified TLS, in which anybody may have answered in the host's place. */
const UNVERIFIED = "The host's TLS certificate was NOT verified (OZ_TLS_INSECURE=1).";

const NOT_RUN = 'its test was not run';

/** Makes the certificate of a run. */
export function makeCertificate(details: RunDetails, end: RunEnd): Certificate {
  const { figures, timelines, waivers = [], ...run } = details;
  const results = requirementIds
    .map((id) => resultOf(id, end))
    .map((result) => withWaiver(result, waivers, details.run.start));
  return {
    verdict: verdictOf(results, end.stopped),
    summary: `${summaryOf(results, end.stopped)}${run.host.tls === 'not verified' ? ` ${UNVERIFIED}` : ''}`,
    ...run,
    counts: {
      expected: requirementIds.length,
      ran: requirementIds.filter((id) => end.outcomes.has(id)).length,
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

/** Returns the reason of an outcome. A failure is followed by the risk, if the catalogue names one. */
function reasonOf(id: RequirementId, { verdict, reason }: Outcome): string | undefined {
  const { risk }: Requirement = requirements[id];
  const namesRisk = reason?.includes('\nthe risk: ') ?? false;
  return verdict === 'failed' && risk !== undefined && !namesRisk
    ? [reason, `the risk: ${risk}`].join('\n')
    : reason;
}

/** Adds the waiver of a requirement to its result. A waiver counts for runs that began on its last day (UTC) or before. */
function withWaiver(result: RequirementResult, waivers: readonly Waiver[], start: string): RequirementResult {
  const waiver = waivers.find(({ requirement }) => requirement === result.id);
  if (!waiver) return result;
  const { reason, owner, until } = waiver;
  const state = waiverState(result, until >= new Date(start).toISOString().slice(0, 10));
  return { ...result, waiver: { state, reason, owner, until } };
}

function waiverState({ verdict }: RequirementResult, inForce: boolean): AppliedWaiver['state'] {
  if (verdict === 'failed') return inForce ? 'waived' : 'ended';
  return verdict === 'inconclusive' ? 'untested' : 'unneeded';
}
