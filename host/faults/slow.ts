/** Faulty hosts that go wrong later, or elsewhere, than where one would look. */
import { says } from '../variants/answers.ts';
import { type Fault, withHost, withSessions } from '../variants/variant.ts';
import { type Answer, Host, type Incoming } from '../reference/routes.ts';
import { type Session, Sessions } from '../reference/rules.ts';

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
];
