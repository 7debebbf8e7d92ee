/** The hosts that the suite is tried on: the reference host but for one thing, right or wrong. */
import type { Wire } from '../reference/http.ts';
import { type Answer, Host, type Incoming, steadyClock } from '../reference/routes.ts';
import { plus } from './answers.ts';
import { making } from './token-stores.ts';
import { type Account, type Renewal, type Rules, type Session, Sessions } from '../reference/rules.ts';

/** The periods of a host's accounts, in seconds. */
export type Periods = Pick<Rules, 'ttl' | 'longliveTtl'>;

export interface Variant {
  readonly name: string;
  readonly host: (accounts: readonly Account[], periods: Periods) => Host;
  /** Makes what stands between the host and the network, with a state of its own for each host. */
  readonly wire?: () => Wire;
  /** The address by which the host is reached, if that is not 127.0.0.1. */
  readonly reachedAs?: string;
}

/** A faulty host: one deviation, otherwise a correct host. */
export interface Fault extends Variant {
  /** What the host does wrong. */
  readonly wrong: string;
  /** The sentence of the vendor's page, or the document, that it breaks. */
  readonly breaks: string;
  /** The ids of the requirements that must fail, and no others. */
  readonly fails: readonly string[];
}

/** An unusual host that conforms. */
export interface Unusual extends Variant {
  /** What is unusual about the host. */
  readonly unusual: string;
  /** The ids of the MUST requirements that cannot be tested on it, and no others; none may fail. */
  readonly untested?: readonly string[];
  /** Whether chance, or the machine's load, decides what else cannot be tested on the host. */
  readonly byChance?: boolean;
  /** The ids of the SHOULD requirements that it deviates from. */
  readonly deviates?: readonly string[];
  /** Where its API stands below its base URL, without a final slash. */
  readonly basePath?: string;
  /** Periods of its own. */
  readonly periods?: Partial<Periods>;
  /** Whether its sessions have to wait one after another, which would hold up the other hosts of a run. */
  readonly alone?: boolean;
}

/** The requirements that only an `expire_date` shows. */
export const BY_EXPIRE_DATE = ['issue.lifetime', 'service.lifetime', 'service.refreshes'] as const;

type Change = (answer: Answer, request: Incoming) => Answer;
type MakeSessions = new (rules: Rules) => Sessions;
type MakeHost = new (accounts: readonly Account[], sessions: Sessions) => Host;

/** The host whose sessions follow these rules. */
export function withSessions(Other: MakeSessions): Variant['host'] {
  return (accounts, periods) => new Host(accounts, new Other({ ...periods, now: steadyClock }));
}

/** The host that answers like this. */
export function withHost(Other: MakeHost): Variant['host'] {
  return (accounts, periods) => new Other(accounts, new Sessions({ ...periods, now: steadyClock }));
}

/** The host that answers like this, whose sessions follow these rules. */
export function withBoth(OtherHost: MakeHost, OtherSessions: MakeSessions): Variant['host'] {
  return (accounts, periods) => new OtherHost(accounts, new OtherSessions({ ...periods, now: steadyClock }));
}

/** The host whose answers are changed on their way out. */
export function withAnswers(change: (answer: Answer, request: Incoming) => Answer): Variant['host'] {
  return withHost(
    class extends Host {
      override answer(request: Incoming): Answer {
        return change(super.answer(request), request);
      }
    },
  );
}

/** The host that says other things of its pairs; the session of a refresh names the one that it replaces. */
export function withPairs(change: (answer: Answer, session: Session) => Answer): Variant['host'] {
  return withHost(
    class extends Host {
      protected override pair(session: Session): Answer {
        return change(super.pair(session), session);
      }
    },
  );
}

/** The host whose sessions do this after each refresh that was granted. */
export function withRefreshes(
  then: (renewed: Session, old: Session, live: Set<Session>) => void,
): Variant['host'] {
  return withSessions(
    class extends Sessions {
      override renew(...request: Parameters<Sessions['renew']>): Renewal {
        const renewal = super.renew(...request);
        if ('session' in renewal && renewal.session.replaces)
          then(renewal.session, renewal.session.replaces, this.live);
        return renewal;
      }
    },
  );
}

/** The host whose accounts have another period than they should, and announce it. */
export function withPeriods(
  period: (account: Account, rules: Rules, usual: number) => number,
): Variant['host'] {
  return withSessions(
    class extends Sessions {
      protected override period(account: Account): number {
        return period(account, this.rules, super.period(account));
      }
    },
  );
}

/** The host whose pairs carry these fields beside their own, or instead of them. */
export function withFields(fields: (session: Session) => object): Unusual['host'] {
  return withPairs((answer, session) => plus(answer, { ...fields(session) }));
}

/** The host that tells its errors like this. */
export function withErrors(change: Change): Unusual['host'] {
  return withAnswers((answer, request) => (answer.status < 400 ? answer : change(answer, request)));
}

/** The host with tokens like this, each made of 64 random hexadecimal digits. */
export function withTokens(make: (random: string, nth: number) => string): Unusual['host'] {
  return withSessions(making(make));
}

/** The host with a clock of its own. */
export function withClock(now: () => number, change: Change = (answer) => answer): Unusual['host'] {
  return (accounts, periods) => {
    const host = new Host(accounts, new Sessions({ ...periods, now }));
    const answer = host.answer.bind(host);
    host.answer = (request) => change(answer(request), request);
    return host;
  };
}
