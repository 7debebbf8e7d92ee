/** How long a run on this host will take, and what its time budget leaves out. */
import { experiments } from '../fixtures/experiments.ts';
import { fits, makePlan } from '../fixtures/plan.ts';
import type { Settings } from '../fixtures/settings.ts';
import { waitOf } from '../fixtures/wait.ts';
import type { Seen } from './accounts.ts';
import { bad, type Finding, none, ok } from './finding.ts';

/** So many seconds are told in other units too. */
const LONG = 120;

/** Seconds in words. */
function inWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The findings about the time that a run takes. */
export function durationOf(settings: Settings, seen: Seen): Finding[] {
  const { sessions, roundTrip, hostKeepsFractions } = seen;
  const { sessionTtl, timeBudget } = settings;
  const plan = makePlan(sessionTtl, roundTrip, hostKeepsFractions);
  if (!fits(plan))
    return [
      bad(
        'time',
        `sessions of ${sessionTtl} s (OZ_SESSION_TTL) are too short to look into from here, with round trips of ${Math.ceil(roundTrip * 1000)} ms`,
        "Write a longer OZ_SESSION_TTL into the host's own configuration, and here.",
      ),
    ];
  const made = Object.values(experiments).filter(
    ({ account, besideOthers }) => settings[account] !== undefined && (sessions !== 'one' || !besideOthers),
  );
  let spent = 0;
  const leftOut: string[] = [];
  for (const { needs, requirement } of made) {
    const needed = Math.ceil(needs(plan));
    const end = sessions === 'one' ? spent + needed : needed;
    if (end > timeBudget) leftOut.push(requirement);
    else spent = Math.max(spent, end);
  }
  // As the run itself will say.
  const total = Math.ceil(waitOf(settings, seen));
  const time = ok(
    'time',
    `a run waits about ${total} s${total < LONG ? '' : ` (${inWords(total)})`} for sessions to end; some seconds come on top`,
  );
  if (leftOut.length === 0) return [time];
  const ids = [...new Set(leftOut)].join(', ');
  return [time, none('OZ_TIME_BUDGET', `a budget of ${timeBudget} s leaves out: ${ids}`)];
}
