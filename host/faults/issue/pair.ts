/** Faulty hosts: a pair lacks something, or announces a wrong end. */
import { plus } from '../../variants/answers.ts';
import { type Fault, withHost, withPairs, withRefreshes, withSessions } from '../../variants/variant.ts';
import { type Answer, failure, Host } from '../../reference/routes.ts';
import { type Account, type Session, Sessions } from '../../reference/rules.ts';

const seconds = (answer: Answer): number => Number(Object(answer.body).expire_date);

/** The requirements that judge the announced end of every pair. */
const ANNOUNCED = ['issue.lifetime', 'service.lifetime', 'service.refreshes', 'refresh.lifetime'] as const;

export const pairFaults: readonly Fault[] = [
  {
    name: 'login-without-expire-token',
    wrong: 'A login is answered with an access token alone.',
    breaks: 'S2',
    fails: ['issue.returns-pair'],
    host: withPairs((answer, { replaces }) =>
      replaces ? answer : plus(answer, { expire_token: undefined }),
    ),
  },
  {
    name: 'login-with-empty-tokens',
    wrong: 'The tokens of a login are empty.',
    breaks: 'S2',
    fails: ['issue.returns-pair'],
    host: withPairs((answer, { replaces }) =>
      replaces ? answer : plus(answer, { access_token: '', expire_token: '' }),
    ),
  },
  {
    name: 'login-with-numbers',
    wrong: 'The tokens of a login are numbers.',
    breaks: 'S2',
    fails: ['issue.returns-pair'],
    host: withPairs((answer, { replaces, accessToken, expireToken }) =>
      replaces
        ? answer
        : plus(answer, {
            access_token: Number.parseInt(accessToken.slice(0, 12), 16),
            expire_token: Number.parseInt(expireToken.slice(0, 12), 16),
          }),
    ),
  },
  {
    name: 'login-wraps-its-pair',
    wrong: 'The pair of a login stands in a field `data`.',
    breaks: 'S2',
    fails: ['issue.returns-pair', 'issue.expire-date'],
    host: withPairs((answer, { replaces }) =>
      replaces ? answer : { ...answer, body: { data: answer.body } },
    ),
  },
  {
    name: 'login-is-500',
    wrong: 'A right login is answered 500.',
    breaks: 'S2',
    fails: ['issue.returns-pair', 'issue.expire-date'],
    host: withPairs((answer, { replaces }) => (replaces ? answer : failure(500, 0, 'Unknown error'))),
  },
  {
    name: 'login-twice-the-same-token',
    wrong: 'The two tokens of a pair are the same.',
    breaks: 'S5',
    fails: ['issue.tokens-differ', 'access.rejects-expire-token'],
    host: withSessions(
      class extends Sessions {
        protected override make(account: Account): Session {
          const session = super.make(account);
          session.expireToken = session.accessToken;
          return session;
        }
      },
    ),
  },
  {
    name: 'refresh-twice-the-same-token',
    wrong: 'The two tokens of a refreshed pair are the same.',
    breaks: 'S5',
    fails: ['access.rejects-expire-token', 'issue.tokens-differ'],
    host: withRefreshes((renewed) => {
      renewed.expireToken = renewed.accessToken;
    }),
  },
  {
    name: 'login-repeats-the-access-token',
    wrong: 'A second login gives the same access token out again, with another expire token.',
    breaks: 'S2',
    fails: ['issue.fresh-tokens', 'security.token-strength'],
    host: withSessions(
      class extends Sessions {
        override open(account: Account): Session {
          const known = [...this.live].find((one) => one.account === account && !this.hasEnded(one));
          if (!known) return super.open(account);
          this.extend(known);
          known.expireToken = this.newToken();
          return known;
        }
      },
    ),
  },
  {
    name: 'expire-date-is-absent',
    wrong: 'A pair has no expire_date.',
    breaks: 'public client code',
    fails: ['issue.expire-date'],
    host: withPairs((answer) => plus(answer, { expire_date: undefined })),
  },
  {
    name: 'expire-date-is-text',
    wrong: 'expire_date is text.',
    breaks: 'public client code',
    fails: ['issue.expire-date'],
    host: withPairs((answer) => plus(answer, { expire_date: String(seconds(answer)) })),
  },
  {
    name: 'expire-date-is-in-minutes',
    wrong: 'expire_date is in minutes.',
    breaks: 'public client code',
    fails: ['issue.expire-date', ...ANNOUNCED],
    host: withPairs((answer) => plus(answer, { expire_date: seconds(answer) / 60 })),
  },
  {
    name: 'expire-date-is-a-duration',
    wrong: 'expire_date is how many seconds are left.',
    breaks: 'S4',
    fails: ['issue.expire-date', ...ANNOUNCED],
    host: withHost(
      class extends Host {
        protected override pair(session: Session): Answer {
          const answer = super.pair(session);
          return plus(answer, { expire_date: Math.round(seconds(answer) - Date.now() / 1000) });
        }
      },
    ),
  },
  {
    name: 'expire-date-is-in-the-past',
    wrong: 'expire_date is an hour ago, or longer.',
    breaks: 'S4',
    fails: ['issue.expire-date', ...ANNOUNCED],
    host: withPairs((answer) =>
      plus(answer, { expire_date: Math.min(seconds(answer), Date.now() / 1000) - 3600.5 }),
    ),
  },
  {
    name: 'expire-date-is-an-hour-off',
    wrong: 'expire_date is an hour late, as if the clock stood in another time zone.',
    breaks: 'S4',
    fails: [...ANNOUNCED],
    host: withPairs((answer) => plus(answer, { expire_date: seconds(answer) + 3600 })),
  },
];
