/** Faulty hosts: what a new pair is worth, and how long it lives. */
import { plus } from '../../variants/answers.ts';
import { nobodys } from '../../variants/token-stores.ts';
import { type Fault, withHost, withPairs, withSessions } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

type Renewal = ReturnType<Sessions['renew']>;

/** Sessions that know which of them a refresh began. */
class Renewing extends Sessions {
  protected readonly renewed = new WeakSet<Session>();

  override renew(...request: Parameters<Sessions['renew']>): Renewal {
    const renewal = super.renew(...request);
    if ('session' in renewal) this.renewed.add(renewal.session);
    return renewal;
  }
}

/** The sessions of refreshes by regular accounts that end this part of a TTL later than they should. */
function renewedEnding(later: number): Fault['host'] {
  return withSessions(
    class extends Renewing {
      protected override hasEnded(session: Session): boolean {
        const { now, ttl } = this.rules;
        return this.renewed.has(session) && !session.account.service
          ? session.expireDate + later * ttl <= now()
          : super.hasEnded(session);
      }
    },
  );
}

/** What a new pair that does not work breaks. */
const WORTHLESS = [
  'refresh.new-pair-grants-access',
  'refresh.new-pair-refreshes',
  'error.refusals-are-harmless',
  'service.refreshes',
] as const;

export const newPairFaults: readonly Fault[] = [
  {
    name: 'new-pair-is-worthless',
    wrong: 'The new access token is refused.',
    breaks: 'S8',
    fails: [...WORTHLESS, 'refresh.lifetime', 'service.outlives-regular'],
    host: withPairs((answer, { replaces, accessToken }) =>
      replaces ? plus(answer, { access_token: nobodys(accessToken) }) : answer,
    ),
  },
  {
    name: 'new-pair-works-after-a-second',
    wrong: 'A new pair works only from a second after its refresh on.',
    breaks: 'S8',
    fails: WORTHLESS,
    host: withSessions(
      class extends Sessions {
        private readonly begun = new WeakMap<Session, number>();

        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if ('session' in renewal) this.begun.set(renewal.session, this.rules.now());
          return renewal;
        }

        protected override byAccessToken(token: string): Session | undefined {
          const session = super.byAccessToken(token);
          const begun = (session && this.begun.get(session)) ?? 0;
          return begun + 1 > this.rules.now() ? undefined : session;
        }
      },
    ),
  },
  {
    name: 'new-pair-unknown-to-a-replica',
    wrong: "Of three replicas that take turns with a session's requests, one never hears of new pairs.",
    breaks: 'S8',
    fails: ['refresh.new-pair-grants-access'],
    host: withHost(
      class extends Host {
        private readonly turns = new Map<string, number>();

        protected override pair(session: Session): Answer {
          if (session.replaces) this.turns.set(session.accessToken, 0);
          return super.pair(session);
        }

        protected override folders(request: Incoming): Answer {
          const token = request.accessToken ?? '';
          const turn = this.turns.get(token);
          if (turn !== undefined) this.turns.set(token, turn + 1);
          return turn !== undefined && turn % 3 === 2
            ? failure(401, 7, 'Access token not found')
            : super.folders(request);
        }
      },
    ),
  },
  {
    name: 'new-pair-cannot-refresh',
    wrong: 'The expire token of a new pair is that of no session.',
    breaks: 'S8',
    fails: ['refresh.new-pair-refreshes'],
    host: withPairs((answer, { replaces, expireToken }) =>
      replaces ? plus(answer, { expire_token: nobodys(expireToken) }) : answer,
    ),
  },
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
    host: withSessions(
      class extends Renewing {
        private readonly used = new WeakSet<Session>();

        protected override extend(session: Session): void {
          super.extend(session);
          this.used.add(session);
        }

        protected override hasEnded(session: Session): boolean {
          const { now, ttl } = this.rules;
          const short = this.renewed.has(session) && !this.used.has(session) && !session.account.service;
          return session.expireDate - (short ? ttl / 2 : 0) <= now();
        }
      },
    ),
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
    host: renewedEnding(0.2),
  },
];
