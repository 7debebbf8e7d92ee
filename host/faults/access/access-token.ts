/** Faulty hosts: a request without a right access token is let in, or is not refused as it should be. */
import { isAtResource } from '../../variants/requests.ts';
import { type Fault, withAnswers, withHost, withSessions } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming, steadyClock } from '../../reference/routes.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

const LET_IN: Answer = { status: 200, body: [] };

/** The requirements that every careless look at the token breaks. */
const ANY_TOKEN = [
  'access.rejects-unknown-token',
  'access.rejects-altered-token',
  'access.rejects-expire-token',
  'refresh.old-access-token-dies',
] as const;

const code = ({ body }: Answer): unknown => Object(body).error_code;

export const accessFaults: readonly Fault[] = [
  {
    name: 'access-any-token',
    wrong: 'Whoever sends a token, whatever it is, is let in.',
    breaks: 'S3',
    fails: ANY_TOKEN,
    host: withHost(
      class extends Host {
        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          return request.accessToken ? LET_IN : answer;
        }
      },
    ),
  },
  {
    name: 'access-unknown-is-404',
    wrong: 'An unknown token is answered 404.',
    breaks: 'S3',
    fails: ANY_TOKEN,
    host: withAnswers((answer, request) =>
      isAtResource(request) && code(answer) === 7 ? { ...answer, status: 404 } : answer,
    ),
  },
  {
    name: 'access-of-strangers',
    wrong:
      'A token that begins like none that was ever issued is left to an older store, which knows no tokens.',
    breaks: 'S3',
    fails: ['access.rejects-unknown-token'],
    host: withHost(
      class extends Host {
        private readonly beginnings = new Set<string>();

        protected override pair(session: Session): Answer {
          for (const token of [session.accessToken, session.expireToken])
            this.beginnings.add(token.slice(0, 6));
          return super.pair(session);
        }

        protected override folders(request: Incoming): Answer {
          const beginning = request.accessToken?.slice(0, 6).toLowerCase();
          return beginning && !this.beginnings.has(beginning) ? LET_IN : super.folders(request);
        }
      },
    ),
  },
  {
    name: 'access-by-expire-token',
    wrong: 'The expire token grants access too.',
    breaks: 'S5',
    fails: ['access.rejects-expire-token'],
    host: withSessions(
      class extends Sessions {
        protected override byAccessToken(token: string): Session | undefined {
          return super.byAccessToken(token) ?? this.byExpireToken(token);
        }
      },
    ),
  },
  {
    name: 'access-without-token',
    wrong: 'Who sends no token at all is let in.',
    breaks: 'S3',
    fails: ['access.requires-token'],
    host: withHost(
      class extends Host {
        protected override folders(request: Incoming): Answer {
          return request.accessToken ? super.folders(request) : LET_IN;
        }
      },
    ),
  },
  {
    name: 'access-with-an-empty-token',
    wrong: 'Who sends the header without a token is let in.',
    breaks: 'S3',
    fails: ['access.requires-token'],
    host: withHost(
      class extends Host {
        protected override folders(request: Incoming): Answer {
          return request.accessToken === '' ? LET_IN : super.folders(request);
        }
      },
    ),
  },
  {
    name: 'access-sends-away',
    wrong: 'Who sends no token is sent on to a login page.',
    breaks: 'S3',
    fails: ['access.requires-token'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && code(answer) === 6
        ? { status: 302, headers: { Location: '/login' }, body: {} }
        : answer,
    ),
  },
  {
    name: 'access-refusal-opens-a-session',
    wrong: 'The refusal of a request without a token carries a new pair of the first account.',
    breaks: 'S3',
    fails: ['access.requires-token'],
    host: withHost(
      class extends Host {
        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const [first] = this.accounts;
          if (code(answer) !== 6 || !first) return answer;
          const { body } = this.pair(this.sessions.open(first));
          return { ...answer, body: { ...Object(body), ...Object(answer.body) } };
        }
      },
    ),
  },
  {
    name: 'access-from-a-cache-of-all',
    wrong: 'For two seconds after a grant, whoever is not known is given the kept answer.',
    breaks: 'S3',
    fails: ['access.requires-token', ...ANY_TOKEN],
    host: withHost(
      class extends Host {
        private granted = 0;

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          if (answer.status === 200) this.granted = steadyClock();
          const unknown = code(answer) === 6 || code(answer) === 7;
          return unknown && this.granted > steadyClock() - 2 ? LET_IN : answer;
        }
      },
    ),
  },
];
