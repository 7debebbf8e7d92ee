/** Unusual hosts that conform: what becomes of sessions where the page leaves it open. */
import { type Answer, Host, type Incoming, referenceHost, steadyClock } from '../../reference/routes.ts';
import { type Account, type Renewal, type Session, Sessions } from '../../reference/rules.ts';
import { type Unusual, withSessions } from '../../variants/variant.ts';

const FIVE_YEARS = 157_680_000;

/** What needs the end of a regular session. */
const BY_WAITING = [
  'extension.current-session-only',
  'extension.expires',
  'extension.lives-its-ttl',
  'extension.no-revival',
  'extension.sets-not-adds',
  'extension.slides',
  'extension.slides-again',
  'refresh.lifetime',
  'refresh.new-session-expires',
  'refresh.new-session-slides',
] as const;

/** @param inTurn the host's sessions in the order in which they have to go. */
function atMost(most: number, inTurn: (live: readonly Session[]) => readonly Session[]) {
  return class extends Sessions {
    override open(account: Account): Session {
      const session = super.open(account);
      const own = inTurn([...this.live]).filter((one) => one.account === account);
      for (const one of own.slice(0, -most)) this.live.delete(one);
      return session;
    }
  };
}

/** Sessions that know which of them replaced one, by the expire token that it had. */
class Remembering extends Sessions {
  protected readonly heirs = new Map<string, Session>();

  protected override retireOldPair(session: Session): void {
    if (session.replaces) this.heirs.set(session.replaces.expireToken, session);
    super.retireOldPair(session);
  }
}

export const unusualSessions: readonly Unusual[] = [
  {
    name: 'old-expire-token-works-once',
    unusual: 'A second refresh with the old expire token is refused, even before the new pair is used.',
    host: withSessions(
      class extends Sessions {
        private readonly spent = new Set<string>();

        override renew(requester: Session, expireToken: string): Renewal {
          if (this.spent.has(expireToken)) return { refused: 'no such session' };
          const renewal = super.renew(requester, expireToken);
          if ('session' in renewal) this.spent.add(expireToken);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'second-refresh-ends-the-first-new-pair',
    unusual: 'A second refresh with the old expire token, before the new pair is used, ends that new pair.',
    host: withSessions(
      class extends Sessions {
        override renew(requester: Session, expireToken: string): Renewal {
          const renewal = super.renew(requester, expireToken);
          if ('session' in renewal)
            for (const one of this.live)
              if (one !== renewal.session && one.replaces && one.replaces === renewal.session.replaces)
                this.live.delete(one);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'old-expire-token-gives-a-thief-away',
    unusual:
      'A refresh with an expire token that was replaced is refused, and ends the session that replaced it.',
    host: withSessions(
      class extends Remembering {
        override renew(requester: Session, expireToken: string): Renewal {
          const heir = this.heirs.get(expireToken);
          if (heir) this.live.delete(heir);
          return super.renew(requester, expireToken);
        }
      },
    ),
  },
  {
    name: 'reuse-ends-all-sessions',
    unusual:
      'A refresh with an expire token that was replaced is refused, and ends all sessions of its account.',
    host: withSessions(
      class extends Remembering {
        override renew(requester: Session, expireToken: string): Renewal {
          const heir = this.heirs.get(expireToken);
          for (const one of this.live) if (one.account === heir?.account) this.live.delete(one);
          return super.renew(requester, expireToken);
        }
      },
    ),
  },
  {
    name: 'extension-written-late',
    unusual: 'The extension of a session reaches the store 0.05 s after the request.',
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          const end = this.rules.now() + this.period(session.account);
          setTimeout(() => (session.expireDate = Math.max(session.expireDate, end)), 50).unref();
        }
      },
    ),
  },
  {
    name: 'ten-sessions-the-oldest-goes',
    byChance: true,
    unusual: 'An account has at most ten sessions: a login beyond that ends the oldest of them.',
    host: withSessions(atMost(10, (live) => live)),
  },
  {
    name: 'twenty-sessions-the-longest-unused-goes',
    byChance: true,
    unusual:
      'An account has at most twenty sessions: a login beyond that ends the one whose last use is longest ago.',
    host: withSessions(atMost(20, (live) => live.toSorted((one, two) => one.expireDate - two.expireDate))),
  },
  {
    name: 'refreshes-extend-nothing',
    unusual: 'A refresh does not extend the session that asks for it; only requests for resources do.',
    host: (accounts, periods) => {
      let refreshing = false;
      const sessions = new (class extends Sessions {
        protected override extend(session: Session): void {
          if (!refreshing) super.extend(session);
        }
      })({ ...periods, now: steadyClock });
      return new (class extends Host {
        protected override refresh(request: Incoming): Answer {
          refreshing = true;
          const answer = super.refresh(request);
          refreshing = false;
          return answer;
        }
      })(accounts, sessions);
    },
  },
  {
    name: 'period-of-2-seconds',
    byChance: true,
    unusual: 'Regular sessions live for 2 s.',
    host: referenceHost,
    periods: { ttl: 2 },
  },
  {
    name: 'period-of-5-years-for-all',
    unusual: 'All sessions live for five years.',
    host: referenceHost,
    periods: { ttl: FIVE_YEARS },
    untested: [...BY_WAITING, 'service.outlives-regular'],
  },
  {
    name: 'service-sessions-no-longer-than-others',
    unusual: 'Both periods are the same.',
    host: referenceHost,
    periods: { longliveTtl: 3 },
    untested: ['service.outlives-regular'],
  },
];
