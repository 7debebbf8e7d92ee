/** Faulty hosts: a session that nobody uses lives too long or too short. */
import { type Fault, withAnswers, withHost, withPeriods, withSessions } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming, steadyClock } from '../../reference/routes.ts';
import { type Account, type Session, Sessions } from '../../reference/rules.ts';

/** The host whose sessions of regular accounts end this part of a TTL later than their `expireDate` says. */
function ending(later: number): Fault['host'] {
  return withSessions(
    class extends Sessions {
      protected override hasEnded(session: Session): boolean {
        const { now, ttl } = this.rules;
        return session.account.service ? super.hasEnded(session) : session.expireDate + later * ttl <= now();
      }
    },
  );
}

/** The host whose sessions end by a clock that jumps by this part of a TTL, again and again. A steady clock makes its dates, so that only the ends are wrong. */
function jumping(by: number): Fault['host'] {
  return (accounts, periods) => {
    const began = steadyClock();
    const now = () => {
      const passed = steadyClock() - began;
      return began + passed + Math.floor(passed / (0.75 * periods.ttl)) * by * periods.ttl;
    };
    class Dated extends Host {
      protected override pair(session: Session): Answer {
        return super.pair({ ...session, expireDate: session.expireDate - now() + steadyClock() });
      }
    }
    return new Dated(accounts, new Sessions({ ...periods, now }));
  };
}

/** The requirements that an expired token breaks which is answered with tokens. */
const PAIR_FOR_EXPIRED = [
  'extension.expires',
  'extension.no-revival',
  'extension.current-session-only',
  'extension.sets-not-adds',
  'refresh.new-session-expires',
] as const;

export const lifetimeFaults: readonly Fault[] = [
  {
    name: 'extension-never-ends',
    wrong: 'Sessions do not end.',
    breaks: 'S4',
    fails: ['extension.expires'],
    host: withSessions(
      class extends Sessions {
        protected override hasEnded(): boolean {
          return false;
        }
      },
    ),
  },
  {
    name: 'session-ends-early',
    wrong: 'Sessions of regular accounts end a fifth of a TTL before their expire_date.',
    breaks: 'S4',
    fails: ['extension.lives-its-ttl'],
    host: ending(-0.2),
  },
  {
    name: 'session-ends-late',
    wrong: 'Sessions of regular accounts end a fifth of a TTL after their expire_date.',
    breaks: 'S4',
    fails: ['extension.expires'],
    host: ending(0.2),
  },
  {
    name: 'session-lives-shorter',
    wrong:
      'Sessions of regular accounts live for two fifths of OZ_SESSION_TTL, and their expire_date says so.',
    breaks: 'S4',
    fails: ['issue.lifetime', 'extension.lives-its-ttl'],
    host: withPeriods((account, _, usual) => (account.service ? usual : 0.4 * usual)),
  },
  {
    name: 'session-lives-twice',
    wrong: 'Sessions of regular accounts live for twice OZ_SESSION_TTL, and their expire_date says so.',
    breaks: 'S4',
    fails: ['issue.lifetime', 'extension.expires'],
    host: withPeriods((account, _, usual) => (account.service ? usual : usual * 2)),
  },
  {
    name: 'session-lives-like-service',
    wrong: 'Regular accounts have the period of service accounts.',
    breaks: 'S4',
    fails: ['issue.lifetime', 'extension.expires'],
    host: withPeriods((_, { longliveTtl }) => longliveTtl),
  },
  {
    name: 'extension-of-everybody',
    wrong: 'A request of anybody extends the sessions of everybody.',
    breaks: 'S6',
    fails: ['extension.expires'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          super.extend(session);
          for (const one of this.live) if (!this.hasEnded(one)) super.extend(one);
        }
      },
    ),
  },
  {
    name: 'clock-leaps-forward',
    wrong: 'The clock that sessions end by leaps forward by half a TTL again and again.',
    breaks: 'S4',
    fails: ['extension.lives-its-ttl'],
    host: jumping(0.5),
  },
  {
    name: 'clock-falls-back',
    wrong: 'The clock that sessions end by falls back by half a TTL again and again.',
    breaks: 'S4',
    fails: ['extension.expires'],
    host: jumping(-0.5),
  },
  {
    name: 'expired-is-500',
    wrong: 'An expired token is answered 500.',
    breaks: 'S4',
    fails: ['extension.expires'],
    host: withAnswers((answer) =>
      Object(answer.body).error_code === 8 ? failure(500, 0, 'Unknown error') : answer,
    ),
  },
  {
    name: 'expired-gets-a-new-pair',
    wrong: 'The refusal of an expired token carries a new pair.',
    breaks: 'S4',
    fails: PAIR_FOR_EXPIRED,
    host: withHost(
      class extends Host {
        private readonly owners = new Map<string, Account>();

        protected override pair(session: Session): Answer {
          this.owners.set(session.accessToken, session.account);
          return super.pair(session);
        }

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const owner = this.owners.get(request.accessToken ?? '');
          if (Object(answer.body).error_code !== 8 || !owner) return answer;
          const { body } = this.pair(this.sessions.open(owner));
          return { ...answer, body: { ...Object(body), ...Object(answer.body) } };
        }
      },
    ),
  },
];
