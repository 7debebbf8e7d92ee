/** Outcomes + catalogue → certificate. Pure: nothing here reads, writes or asks for the time. */
import {
  type Requirement,
  type RequirementId,
  requirementIds,
  requirements,
} from '../fixtures/requirements.ts';
import type { Outcome } from '../fixtures/outcome-log.ts';
import type { Certificate, RequirementResult } from '../schemas/index.ts';
import { plural } from './words.ts';

/** What is known of the run beside the outcomes. */
export type About = Pick<Certificate, 'host' | 'ttl' | 'suite' | 'run' | 'figures' | 'timelines'>;

export interface Ended {
  readonly outcomes: ReadonlyMap<RequirementId, Outcome>;
  /** Why the run could not be made, or did not come to its end; then nothing is conformant. */
  readonly stopped?: string;
}

/** Anybody may have answered in the host's place. */
const UNVERIFIED = "The host's TLS certificate was NOT verified (OZ_TLS_INSECURE=1).";

const NOT_RUN = 'its test was not run';

/** The certificate of a run. */
export function makeCertificate(about: About, ended: Ended): Certificate {
  const { figures, timelines, ...run } = about;
  const results = requirementIds.map((id) => resultOf(id, ended));
  return {
    verdict: verdictOf(results, ended),
    summary: `${summaryOf(results, ended)}${run.host.tls === 'not verified' ? ` ${UNVERIFIED}` : ''}`,
    ...run,
    counts: {
      expected: requirementIds.length,
      ran: requirementIds.filter((id) => ended.outcomes.has(id)).length,
    },
    requirements: results,
    ...(figures && figures.length > 0 ? { figures } : {}),
    ...(timelines ? { timelines } : {}),
  };
}

function resultOf(id: RequirementId, { outcomes, stopped }: Ended): RequirementResult {
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
  return verdict === 'failed' && risk !== undefined ? [reason, `the risk: ${risk}`].join('\n') : reason;
}

type Results = readonly RequirementResult[];

const musts = (results: Results) => results.filter(({ level }) => level === 'MUST');
const having = (results: Results, verdict: RequirementResult['verdict']) =>
  results.filter((result) => result.verdict === verdict);

function verdictOf(results: Results, { stopped }: Ended): Certificate['verdict'] {
  if (having(musts(results), 'failed').length > 0) return 'nonconformant';
  const all = musts(results).every(({ verdict }) => verdict === 'passed');
  return all && stopped === undefined ? 'conformant' : 'inconclusive';
}

function summaryOf(results: Results, { stopped }: Ended): string {
  const failed = having(musts(results), 'failed');
  const open = having(musts(results), 'inconclusive');
  const deviations = having(results, 'failed').length - failed.length;
  const beside = deviations === 0 ? '' : ` ${plural(deviations, 'deviation')} from what SHOULD be.`;
  const untested =
    open.length === 0 ? '' : ` ${plural(open.length, 'MUST requirement')} could not be tested.`;
  if (failed.length > 0)
    return `${plural(failed.length, 'MUST requirement')} failed: ${failed.map(({ id }) => id).join(', ')}.${untested}${beside}${stopped === undefined ? '' : ` ${stopped}`}`;
  if (stopped !== undefined) return stopped;
  return open.length > 0
    ? `No MUST requirement failed, but:${untested}${beside}`
    : `Every MUST requirement was tested and passed.${beside}`;
}
