/** What a faulty host is: the reference host but for one deviation. */
import { Host, steadyClock } from './server.ts';
import { type Account, type Rules, Sessions } from './sessions.ts';

export interface Fault {
  readonly name: string;
  /** What the host does wrong. */
  readonly wrong: string;
  /** The sentence of the vendor's page that it breaks. */
  readonly breaks: string;
  /** The ids of the requirements that must fail, and no others. */
  readonly fails: readonly string[];
  readonly host: (accounts: readonly Account[], rules: Pick<Rules, 'ttl' | 'longliveTtl'>) => Host;
}

type MakeSessions = new (rules: Rules) => Sessions;
type MakeHost = new (accounts: readonly Account[], sessions: Sessions) => Host;

/** The host whose sessions follow these rules. */
export function withSessions(Faulty: MakeSessions): Fault['host'] {
  return (accounts, rules) => new Host(accounts, new Faulty({ ...rules, now: steadyClock }));
}

/** The host that answers like this. */
export function withHost(Faulty: MakeHost): Fault['host'] {
  return (accounts, rules) => new Faulty(accounts, new Sessions({ ...rules, now: steadyClock }));
}
