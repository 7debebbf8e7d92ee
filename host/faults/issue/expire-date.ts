/** Faulty hosts: the announced end is not the session's, or service accounts do not have their period. */
import { plus } from '../../variants/answers.ts';
import { type Fault, withHost, withPairs, withPeriods, withSessions } from '../../variants/variant.ts';
import { type Answer, failure, Host } from '../../reference/routes.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

const LONG = 157_680_000;

const seconds = (answer: Answer): number => Number(Object(answer.body).expire_date);

/** Tells whether a session is one that a regular account got by a login. */
const isRegularLogin = ({ account, replaces }: Session) => !account.service && !replaces;

export const announcementFaults: readonly Fault[] = [
  {
    name: 'expire-date-of-logins-is-off',
    wrong: 'The login of a regular account announces the period of service accounts.',
    breaks: 'S4',
    fails: ['issue.lifetime'],
    host: withPairs((answer, session) =>
      isRegularLogin(session) ? plus(answer, { expire_date: seconds(answer) + LONG }) : answer,
    ),
  },
  {
    name: 'expire-date-of-logins-is-now',
    wrong: 'The login of a regular account announces that its session ends at once.',
    breaks: 'S4',
    fails: ['issue.lifetime'],
    host: withPairs((answer, session) =>
      isRegularLogin(session) ? plus(answer, { expire_date: Date.now() / 1000 + 0.1 }) : answer,
    ),
  },
  {
    name: 'expire-date-of-refreshes-is-off',
    wrong: 'The refresh of a regular account announces the period of service accounts.',
    breaks: 'S8',
    fails: ['refresh.lifetime'],
    host: withPairs((answer, { account, replaces }) =>
      replaces && !account.service ? plus(answer, { expire_date: seconds(answer) + LONG }) : answer,
    ),
  },
  {
    name: 'expire-date-of-regular-accounts-is-off',
    wrong: 'Regular accounts are announced the period of service accounts, and do not have it.',
    breaks: 'S4',
    fails: ['issue.lifetime', 'refresh.lifetime'],
    host: withPairs((answer, { account }) =>
      account.service ? answer : plus(answer, { expire_date: seconds(answer) + LONG }),
    ),
  },
  {
    name: 'service-lives-like-others',
    wrong: 'Service accounts have the period of regular ones.',
    breaks: 'S4',
    fails: ['service.lifetime', 'service.outlives-regular', 'service.refreshes'],
    host: withPeriods((_, { ttl }) => ttl),
  },
  {
    name: 'service-lives-a-year',
    wrong: 'Service accounts have a fifth of their period.',
    breaks: 'S4',
    fails: ['service.lifetime', 'service.refreshes'],
    host: withPeriods((account, _, usual) => (account.service ? usual / 5 : usual)),
  },
  {
    name: 'service-is-announced-no-life',
    wrong: 'The login of a service account announces that its session ends at once.',
    breaks: 'S4',
    fails: ['service.lifetime'],
    host: withPairs((answer, { account, replaces }) =>
      account.service && !replaces ? plus(answer, { expire_date: seconds(answer) - LONG }) : answer,
    ),
  },
  {
    name: 'service-ends-like-others',
    wrong: 'Service accounts are announced the long period, and have the one of regular accounts.',
    breaks: 'S4',
    fails: ['service.outlives-regular'],
    host: withSessions(
      class extends Sessions {
        protected override hasEnded(session: Session): boolean {
          const { longliveTtl, ttl, now } = this.rules;
          return session.account.service
            ? session.expireDate - longliveTtl + ttl <= now()
            : super.hasEnded(session);
        }
      },
    ),
  },
  {
    name: 'service-ends-like-others-once-refreshed',
    wrong:
      'A refreshed session of a service account is announced the long period, and has the one of regular accounts.',
    breaks: 'S4',
    fails: ['service.outlives-regular'],
    host: withSessions(
      class extends Sessions {
        private readonly renewed = new WeakSet<Session>();

        override renew(...request: Parameters<Sessions['renew']>): ReturnType<Sessions['renew']> {
          const renewal = super.renew(...request);
          if ('session' in renewal) this.renewed.add(renewal.session);
          return renewal;
        }

        protected override hasEnded(session: Session): boolean {
          const { longliveTtl, ttl, now } = this.rules;
          return session.account.service && this.renewed.has(session)
            ? session.expireDate - longliveTtl + ttl <= now()
            : super.hasEnded(session);
        }
      },
    ),
  },
  {
    name: 'service-refresh-is-short',
    wrong: 'The refresh of a service account gives the period of regular ones.',
    breaks: 'S4',
    fails: ['service.refreshes', 'service.outlives-regular'],
    host: withSessions(
      class extends Sessions {
        override renew(...request: Parameters<Sessions['renew']>): ReturnType<Sessions['renew']> {
          const renewal = super.renew(...request);
          if ('session' in renewal) renewal.session.expireDate = this.rules.now() + this.rules.ttl;
          return renewal;
        }
      },
    ),
  },
  {
    name: 'service-refresh-is-forbidden',
    wrong: 'Service accounts may not refresh.',
    breaks: 'S7',
    fails: ['service.refreshes'],
    host: withHost(
      class extends Host {
        protected override renewed(renewal: ReturnType<Sessions['renew']>): Answer {
          return 'session' in renewal && renewal.session.account.service
            ? failure(403, 9, 'Forbidden')
            : super.renewed(renewal);
        }
      },
    ),
  },
  {
    name: 'service-refresh-is-worthless',
    wrong: 'The new access token of a service account is refused.',
    breaks: 'S8',
    fails: ['service.refreshes', 'service.outlives-regular'],
    host: withPairs((answer, { account, replaces, expireToken }) =>
      account.service && replaces ? plus(answer, { access_token: expireToken.toUpperCase() }) : answer,
    ),
  },
  {
    name: 'service-refresh-is-empty',
    wrong: 'The refresh of a service account is answered 200 without a pair.',
    breaks: 'S8',
    fails: ['service.refreshes'],
    host: withPairs((answer, { account, replaces }) =>
      account.service && replaces ? { ...answer, body: {} } : answer,
    ),
  },
];
