/** How long a run on this host will take, and what its time budget leaves out. */
import { experiments } from '../../fixtures/experiments/experiments.ts';
import { fits, makePlan } from '../../fixtures/experiments/plan.ts';
import type { Settings } from '../../fixtures/settings/read.ts';
import { inMinutes, LONG, roughly, runAtPace, untilLetIn, waitOf } from '../../fixtures/experiments/wait.ts';
import type { Seen } from './accounts.ts';
import { bad, type Finding, none, ok } from './finding.ts';

/** The findings about the time that a run takes. */
export function durationOf(settings: Settings, seen: Seen): Finding[] {
  const { sessions, roundTrip, hostKeepsFractions } = seen;
  const { sessionTtl, timeBudget, loginsPerMinute } = settings;
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
  const inTurn = made.toSorted((one, other) => other.needs(plan) - one.needs(plan));
  let spent = 0;
  const leftOut: string[] = [];
  for (const experiment of made) {
    const needed = Math.ceil(experiment.needs(plan));
    const late = untilLetIn(loginsPerMinute, inTurn.indexOf(experiment));
    const end = sessions === 'one' ? spent + needed : needed + late;
    if (end > timeBudget) leftOut.push(experiment.requirement);
    else spent = Math.max(spent, end);
  }
  // As the run itself will say.
  const total = Math.ceil(waitOf(settings, seen));
  const time = ok(
    'time',
    `a run waits about ${total} s${total < LONG ? '' : ` (${inMinutes(total)})`} for sessions to end; some seconds come on top`,
  );
  const pace =
    loginsPerMinute === undefined
      ? []
      : [
          ok(
            'OZ_LOGINS_PER_MINUTE',
            `at ${loginsPerMinute} a minute, a whole run takes about ${roughly(runAtPace(settings, seen))}`,
          ),
        ];
  if (leftOut.length === 0) return [time, ...pace];
  const ids = [...new Set(leftOut)].join(', ');
  return [time, ...pace, none('OZ_TIME_BUDGET', `a budget of ${timeBudget} s leaves out: ${ids}`)];
}
