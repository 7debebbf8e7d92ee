/** What a run has sent to the host: requests, sessions, logins and refusals, counted from the exchanges. Pure. */
import { endpointOf } from '../../fixtures/answers/endpoint.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';
import type { Certificate } from '../../schemas/index.ts';
import { plural } from './units.ts';

/** Counts on the certificate of a run. */
type Traffic = Required<Omit<Certificate['run'], 'id' | 'start' | 'end'>>;

/** Length in seconds of the window in which the densest logins are counted. */
const MINUTE = 60;

/** Tells whether the host, or a proxy in front of it, has refused the request (4xx). */
export function isRefusal({ status = 0 }: Pick<Entry, 'status'>): boolean {
  return status >= 400 && status <= 499;
}

/** Returns the largest number of these moments, in seconds, that lie within one minute. */
function mostInAMinute(moments: readonly number[]): number {
  const sorted = moments.toSorted((one, two) => one - two);
  let most = 0;
  let first = 0;
  for (const [nth, moment] of sorted.entries()) {
    while (moment - (sorted[first] ?? moment) >= MINUTE) first++;
    most = Math.max(most, nth - first + 1);
  }
  return most;
}

/** Counts the exchanges of a run. */
export function trafficOf(entries: readonly Entry[]): Traffic {
  const logins = entries.filter((entry) => endpointOf(entry) === 'login');
  return {
    sessions: entries.filter(({ issuedPair }) => issuedPair).length,
    requests: entries.length,
    logins: logins.filter(({ issuedPair }) => issuedPair).length,
    wrongLogins: entries.filter(({ wrongLogin }) => wrongLogin).length,
    refusals: entries.filter(isRefusal).length,
    mostLoginsInAMinute: mostInAMinute(logins.map(({ moments }) => moments.left)),
  };
}

/** Writes the counts in one line. Certificates of earlier versions have only requests and sessions. */
export function trafficInWords(run: Certificate['run']): string {
  const { requests, sessions, logins, mostLoginsInAMinute, refusals } = run;
  const both = `${plural(requests, 'request')}, ${plural(sessions, 'session')}`;
  if (logins === undefined || mostLoginsInAMinute === undefined || refusals === undefined) return both;
  return `${both} (${plural(logins, 'login')}, at most ${mostLoginsInAMinute} tried in a minute), ${plural(refusals, 'refusal')} provoked`;
}
