/** What a run has done to the host, in numbers: counted from its exchanges, and put in words. Pure. */
import { endpointOf } from '../../fixtures/answers/endpoint.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';
import type { Certificate } from '../../schemas/index.ts';
import { plural } from './units.ts';

/** The numbers on the certificate of a run. */
type Traffic = Required<Omit<Certificate['run'], 'id' | 'start' | 'end'>>;

/** How long the time is in which the logins are counted that came close together, in seconds. */
const MINUTE = 60;

/** Whether the host, or what stands in front of it, has refused the request. */
export function isRefusal({ status = 0 }: Pick<Entry, 'status'>): boolean {
  return status >= 400 && status <= 499;
}

/** The most of these moments, in seconds, that lie within any minute. */
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

/** What these exchanges count as on a certificate. */
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

/** The numbers in one line, as far as a certificate has them: older ones have the first two. */
export function trafficInWords(run: Certificate['run']): string {
  const { requests, sessions, logins, mostLoginsInAMinute, refusals } = run;
  const both = `${plural(requests, 'request')}, ${plural(sessions, 'session')}`;
  if (logins === undefined || mostLoginsInAMinute === undefined || refusals === undefined) return both;
  return `${both} (${plural(logins, 'login')}, at most ${mostLoginsInAMinute} tried in a minute), ${plural(refusals, 'refusal')} provoked`;
}
