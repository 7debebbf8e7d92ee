/** How long the sessions of a host have to wait. Pure. */
import { experiments } from '../fixtures/experiments.ts';
import { fits, type Limits, longestWait, makePlan } from '../fixtures/plan.ts';
import type { Preflight } from '../fixtures/preflight-record.ts';
import type { Settings } from '../fixtures/settings.ts';

type Known = Pick<Preflight, 'sessions' | 'roundTrip' | 'hostKeepsFractions'>;

const UNKNOWN: Known = { sessions: 'unknown', roundTrip: 0, hostKeepsFractions: true };

/** Seconds, without repeats; before the preflight has seen the host, those of a fast one with several sessions. */
export function waitOf(
  { sessionTtl, ...limits }: Pick<Settings, 'sessionTtl'> & Limits,
  { sessions, roundTrip, hostKeepsFractions }: Known = UNKNOWN,
): number {
  const plan = makePlan(sessionTtl, roundTrip, hostKeepsFractions);
  if (!fits(plan)) return 0;
  const most = longestWait(limits);
  const needs = Object.values(experiments)
    .filter(({ account }) => sessions !== 'shared' || account === 'bob')
    .map((experiment) => experiment.needs(plan));
  // One after another, each that still fits into the budget is made.
  if (sessions === 'one') return needs.reduce((sum, need) => (sum + need <= most ? sum + need : sum), 0);
  return Math.max(0, ...needs.filter((need) => need <= most));
}
