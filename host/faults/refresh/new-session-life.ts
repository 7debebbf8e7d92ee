/** Faulty hosts: a session that a refresh began ends too early or too late, or requests do not extend it. */
import { type Fault, withSessions } from '../../variants/variant.ts';
import { type Renewal, type Session, Sessions } from '../../reference/rules.ts';

/** Sessions that know which of them a refresh began. */
class Renewing extends Sessions {
  protected readonly renewed = new WeakSet<Session>();

  override renew(...request: Parameters<Sessions['renew']>): Renewal {
    const renewal = super.renew(...request);
    if ('session' in renewal) this.renewed.add(renewal.session);
    return renewal;
  }
}

/** The host on which a refreshed session ends this part of a TTL before its `expire_date` unless it was used. */
function unusedEnding(early: number): Fault['host'] {
  return withSessions(
    class extends Renewing {
      private readonly used = new WeakSet<Session>();

      protected override extend(session: Session): void {
        super.extend(session);
        this.used.add(session);
      }

      protected override hasEnded(session: Session): boolean {
        const { now, ttl } = this.rules;
        const short = this.renewed.has(session) && !this.used.has(session) && !session.account.service;
        return session.expireDate - (short ? early * ttl : 0) <= now();
      }
    },
  );
}

export const newSessionLifeFaults: readonly Fault[] = [
  {
    name: 'new-pair-inherits-the-old-end',
    wrong: 'A new pair ends when the pair that it renews would have ended after its login.',
    breaks: 'S8',
    fails: ['refresh.lifetime'],
    host: withSessions(
      class extends Sessions {
        private readonly firstEnds = new WeakMap<Session, number>();

        override open(...login: Parameters<Sessions['open']>): Session {
          const session = super.open(...login);
          this.firstEnds.set(session, session.expireDate);
          return session;
        }

        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if (!('session' in renewal) || !renewal.session.replaces) return renewal;
          const end = this.firstEnds.get(renewal.session.replaces) ?? renewal.session.expireDate;
          renewal.session.expireDate = end;
          this.firstEnds.set(renewal.session, end);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'new-pair-lives-half',
    wrong: 'A new pair lives for half of a TTL after its refresh, whatever is announced.',
    breaks: 'S8',
    fails: ['refresh.lifetime'],
    host: unusedEnding(0.5),
  },
  {
    name: 'new-pair-ends-early',
    wrong: 'A refreshed session that is not used ends a fifth of a TTL before its expire_date.',
    breaks: 'S8',
    fails: ['refresh.lifetime'],
    host: unusedEnding(0.2),
  },
  {
    name: 'new-pair-never-slides',
    wrong: 'Requests do not extend a refreshed session.',
    breaks: 'S6',
    fails: ['refresh.new-session-slides'],
    host: withSessions(
      class extends Renewing {
        protected override extend(session: Session): void {
          if (!this.renewed.has(session)) super.extend(session);
        }
      },
    ),
  },
  {
    name: 'new-pair-slides-from-its-second-use-on',
    wrong: 'The first request with a new pair does not extend its session; later ones do.',
    breaks: 'S6',
    fails: ['refresh.new-session-slides'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          if (!session.replaces) super.extend(session);
        }
      },
    ),
  },
  {
    name: 'new-pair-never-ends',
    wrong: 'A refreshed session does not end.',
    breaks: 'S8',
    fails: ['refresh.new-session-expires'],
    host: withSessions(
      class extends Renewing {
        protected override hasEnded(session: Session): boolean {
          return !this.renewed.has(session) && super.hasEnded(session);
        }
      },
    ),
  },
  {
    name: 'new-pair-ends-late',
    wrong: 'A refreshed session ends a fifth of a TTL after its expire_date.',
    breaks: 'S8',
    fails: ['refresh.new-session-expires'],
    host: withSessions(
      class extends Renewing {
        protected override hasEnded(session: Session): boolean {
          const { now, ttl } = this.rules;
          return this.renewed.has(session) && !session.account.service
            ? session.expireDate + 0.2 * ttl <= now()
            : super.hasEnded(session);
        }
      },
    ),
  },
];
