/** Faulty hosts that go wrong later, or elsewhere, than where one would look. */
import { type Fault, withHost, withSessions } from './variant.ts';
import { says } from './documented.ts';
import { type Answer, Host, type Incoming } from './server.ts';
import { type Session, Sessions } from './sessions.ts';

type Renewal = ReturnType<Sessions['renew']>;

/** The sessions that do this after each refresh, granted or refused. */
function afterRefresh(
  then: (renewal: Renewal, requester: Session, named: Session | undefined, live: Set<Session>) => void,
): Fault['host'] {
  return withSessions(
    class extends Sessions {
      override renew(requester: Session, expireToken: string): Renewal {
        const renewal = super.renew(requester, expireToken);
        then(renewal, requester, this.byExpireToken(expireToken), this.live);
        return renewal;
      }
    },
  );
}

const end = (session: Session) => (session.expireDate = Math.min(session.expireDate, Date.now() / 1000));

export const slowFaults: readonly Fault[] = [
  {
    name: 'extension-up-to-a-limit',
    wrong: 'However often it is used, a session ends twice its period after its login.',
    breaks: 'S6',
    fails: ['extension.slides-again'],
    host: withSessions(
      class extends Sessions {
        private readonly limits = new WeakMap<Session, number>();

        protected override extend(session: Session): void {
          const period = this.period(session.account);
          const limit = this.limits.get(session) ?? session.expireDate + period;
          this.limits.set(session, limit);
          session.expireDate = Math.min(limit, this.rules.now() + period);
        }
      },
    ),
  },
  {
    name: 'extension-now-and-then',
    wrong: 'A request extends a session only where the last extension is a quarter of its period ago.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: withSessions(
      class extends Sessions {
        private readonly extended = new WeakMap<Session, number>();

        protected override extend(session: Session): void {
          const now = this.rules.now();
          if ((this.extended.get(session) ?? 0) > now - this.period(session.account) / 4) return;
          this.extended.set(session, now);
          super.extend(session);
        }
      },
    ),
  },
  {
    name: 'extension-by-a-foreign-refresh',
    wrong: "A refused refresh with another account's expire token extends that account's session.",
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    host: withSessions(
      class extends Sessions {
        override renew(requester: Session, expireToken: string): Renewal {
          const renewal = super.renew(requester, expireToken);
          const named = this.byExpireToken(expireToken);
          if ('refused' in renewal && named && !this.hasEnded(named)) this.extend(named);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'new-pair-ends-early',
    wrong: 'A refreshed session that is not used ends a fifth of a TTL before its expire_date.',
    breaks: 'S8',
    fails: ['refresh.lifetime'],
    host: withSessions(
      class extends Sessions {
        private readonly unused = new WeakSet<Session>();

        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if ('session' in renewal) this.unused.add(renewal.session);
          return renewal;
        }

        protected override extend(session: Session): void {
          super.extend(session);
          this.unused.delete(session);
        }

        protected override hasEnded(session: Session): boolean {
          const { now, ttl } = this.rules;
          return session.expireDate - (this.unused.has(session) ? 0.2 * ttl : 0) <= now();
        }
      },
    ),
  },
  {
    name: 'old-pair-dies-after-a-second',
    wrong: 'A second after a refresh the old pair is deleted, used or not used the new one.',
    breaks: 'S9',
    fails: ['refresh.old-pair-survives'],
    host: afterRefresh((renewal, _requester, named, live) => {
      if ('session' in renewal && named) setTimeout(() => live.delete(named), 1000).unref();
    }),
  },
  {
    name: 'old-expire-token-ends-the-new-pair',
    wrong: 'A refused refresh with a deleted expire token ends the session that had replaced it.',
    breaks: 'S11',
    fails: ['refresh.old-expire-token-dies'],
    host: withSessions(
      class extends Sessions {
        private readonly heirs = new Map<string, Session>();

        protected override retireOldPair(session: Session): void {
          if (session.replaces) this.heirs.set(session.replaces.expireToken, session);
          super.retireOldPair(session);
        }

        override renew(requester: Session, expireToken: string): Renewal {
          const heir = this.heirs.get(expireToken);
          if (heir) this.live.delete(heir);
          return super.renew(requester, expireToken);
        }
      },
    ),
  },
  {
    name: 'error-ends-the-other-sessions',
    wrong: "An expire token of no session ends the account's other sessions.",
    breaks: 'S11',
    fails: ['error.refusals-are-harmless'],
    host: afterRefresh((renewal, requester, _named, live) => {
      if (!('refused' in renewal) || renewal.refused !== 'no such session') return;
      for (const one of live) if (one !== requester && one.account === requester.account) end(one);
    }),
  },
  {
    name: 'error-unknown-session-is-the-last-refresh',
    wrong: 'After an expire token of no session, the next refresh of the caller is refused too.',
    breaks: 'S11',
    fails: ['error.refusals-are-harmless'],
    host: withHost(
      class extends Host {
        private readonly warned = new Set<string>();

        protected override refresh(request: Incoming): Answer {
          const answer = super.refresh(request);
          if (says(answer, 'unknown')) this.warned.add(request.accessToken ?? '');
          return answer;
        }

        protected override renewed(renewal: Renewal): Answer {
          return 'session' in renewal && this.warned.has(renewal.session.replaces?.accessToken ?? '')
            ? super.renewed({ refused: 'no such session' })
            : super.renewed(renewal);
        }
      },
    ),
  },
  {
    name: 'refresh-with-an-unknown-access-token-ends-the-session',
    wrong: 'A refresh with an unknown access token is refused, and ends the session of the expire token.',
    breaks: 'S7',
    fails: ['refresh.rejects-unknown-access-token'],
    host: withHost(
      class extends Host {
        private readonly issued = new Set<Session>();

        protected override pair(session: Session): Answer {
          this.issued.add(session);
          return super.pair(session);
        }

        protected override refresh(request: Incoming): Answer {
          const answer = super.refresh(request);
          for (const one of this.issued)
            if (Object(answer.body).error_code === 7 && request.body.includes(one.expireToken)) end(one);
          return answer;
        }
      },
    ),
  },
];
