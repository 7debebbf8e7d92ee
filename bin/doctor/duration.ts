/** How long a run on this host will take, and what its limits leave out. */
import { durationOf, precisely, roughly } from '../../fixtures/experiments/wait.ts';
import type { Preflight } from '../../fixtures/preflight/record.ts';
import type { Settings } from '../../fixtures/settings/model.ts';
import { LONGEST_WAIT } from '../../fixtures/timing/durations.ts';
import { durationInWords } from '../../reporter/certificate/units.ts';
import { bad, type Finding, none, ok } from './finding.ts';

/** Returns the findings about the time that a run takes, as the run itself will say. */
export function timeFindings(settings: Settings, seen: Omit<Preflight, 'run'>): Finding[] {
  const { sessionTtl, timeBudget, loginsPerMinute } = settings;
  const { wait, noWait, leftOut, atPace } = durationOf(settings, seen);
  if (noWait === 'sessions too short')
    return [
      bad(
        'time',
        `sessions of ${sessionTtl} s (OZ_SESSION_TTL) are too short to look into from here, with round trips of ${Math.ceil(seen.roundTrip * 1000)} ms`,
        "Write a longer OZ_SESSION_TTL into the host's own configuration, and here.",
      ),
    ];
  const findings = [
    ok('time', `a run waits about ${precisely(wait)} for sessions to end; some seconds come on top`),
  ];
  if (atPace !== undefined)
    findings.push(
      ok(
        'OZ_LOGINS_PER_MINUTE',
        `at ${loginsPerMinute} a minute, a whole run takes about ${roughly(atPace)}`,
      ),
    );
  if (leftOut.length > 0)
    findings.push(
      timeBudget < LONGEST_WAIT
        ? none('OZ_TIME_BUDGET', `a budget of ${timeBudget} s leaves out: ${leftOut.join(', ')}`)
        : none(
            'OZ_SESSION_TTL',
            `no run waits for more than ${durationInWords(LONGEST_WAIT)}, which leaves out: ${leftOut.join(', ')}`,
          ),
    );
  return findings;
}
