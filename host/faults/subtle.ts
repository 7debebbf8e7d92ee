/** Faulty hosts that only a close look tells from right ones. */
import { Base64Tokens, findingExpire, inAnyCase } from '../variants/token-stores.ts';
import { type Fault, withAnswers, withHost, withSessions } from '../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../reference/routes.ts';
import { type Account, type Session, Sessions } from '../reference/rules.ts';

type Renewal = ReturnType<Sessions['renew']>;

export const subtleFaults: readonly Fault[] = [
  {
    name: 'issue-password-any-case',
    wrong: 'Passwords are compared without regard to case.',
    breaks: 'S1',
    fails: ['issue.rejects-wrong-password'],
    host: withHost(
      class extends Host {
        protected override matches(account: Account, email: string, password: string): boolean {
          return account.email === email && account.password.toLowerCase() === password.toLowerCase();
        }
      },
    ),
  },
  {
    name: 'issue-empty-password',
    wrong: 'An empty password opens any account.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials'],
    host: withHost(
      class extends Host {
        protected override matches(account: Account, email: string, password: string): boolean {
          return account.email === email && (password === '' || account.password === password);
        }
      },
    ),
  },
  {
    name: 'access-on-one-connection-only',
    wrong: "For a second, a regular account's token works only on the connection that brought it.",
    breaks: 'S3',
    fails: ['access.grants', 'refresh.new-pair-grants-access'],
    host: withHost(
      class extends Host {
        private readonly homes = new Map<string, { connection: object; until: number }>();

        override answer(request: Incoming): Answer {
          const answer = super.answer(request);
          const { access_token: token, user } = Object(answer.body);
          if (typeof token === 'string' && Object(user).user_type === 'CLIENT')
            this.homes.set(token, { connection: request.connection, until: performance.now() + 1000 });
          return answer;
        }

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const home = this.homes.get(request.accessToken ?? '');
          const elsewhere = home && home.connection !== request.connection && performance.now() < home.until;
          return answer.status === 200 && elsewhere
            ? super.folders({ ...request, accessToken: 'unknown' })
            : answer;
        }
      },
    ),
  },
  {
    name: 'access-unknown-to-a-replica',
    wrong:
      "Of three replicas that take turns with a session's requests, one knows no sessions of the others.",
    breaks: 'S3',
    fails: [
      'access.grants',
      'access.header-name-any-case',
      'refresh.new-pair-grants-access',
      'refresh.old-pair-survives',
      // The third request of its token is the one beside the refresh.
      'race.refresh-and-request',
    ],
    host: withHost(
      class extends Host {
        private readonly turns = new Map<string, number>();

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const token = request.accessToken ?? '';
          const turn = this.turns.get(token) ?? 0;
          if (answer.status !== 200) return answer;
          this.turns.set(token, turn + 1);
          return turn % 3 === 2 ? failure(401, 7, 'Access token not found') : answer;
        }
      },
    ),
  },
  {
    name: 'refresh-twice-the-same-token',
    wrong: 'The two tokens of a refreshed pair are the same.',
    breaks: 'S5',
    fails: ['access.rejects-expire-token', 'issue.tokens-differ'],
    host: withSessions(
      class extends Sessions {
        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if ('session' in renewal) renewal.session.expireToken = renewal.session.accessToken;
          return renewal;
        }
      },
    ),
  },
  {
    name: 'expire-token-any-case',
    wrong: 'Expire tokens are compared without regard to case.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token'],
    host: withSessions(findingExpire(inAnyCase, Base64Tokens)),
  },
  {
    name: 'error-wrong-types-are-500',
    wrong: 'A field of a wrong JSON type is answered 500, in a login and in a refresh.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, { body }) =>
      Object(answer.body).error_code === 5 && body.trim().startsWith('{')
        ? failure(500, 0, 'Unknown error')
        : answer,
    ),
  },
  {
    name: 'error-foreign-at-the-second-try',
    wrong: "Another account's expire token is refused once, and makes the session the caller's own.",
    breaks: 'S12',
    fails: ['error.foreign-expire-token'],
    host: withSessions(
      class extends Sessions {
        override renew(requester: Session, expireToken: string): Renewal {
          const renewal = super.renew(requester, expireToken);
          const victim = this.byExpireToken(expireToken);
          if (victim && 'refused' in renewal) victim.account = requester.account;
          return renewal;
        }
      },
    ),
  },
  {
    name: 'extension-up-to-a-limit',
    wrong: 'However often it is used, a session ends a hundredth of a period after its first end.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: withSessions(
      class extends Sessions {
        private readonly limits = new WeakMap<Session, number>();

        protected override extend(session: Session): void {
          const limit = this.limits.get(session) ?? session.expireDate + this.period(session.account) / 100;
          this.limits.set(session, limit);
          super.extend(session);
          session.expireDate = Math.min(session.expireDate, limit);
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
];
