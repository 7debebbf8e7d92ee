/** Faulty hosts: tokens in the answer to a refresh that should be refused. */
import { jsonIn } from '../../variants/requests.ts';
import { type Documented, says } from '../../variants/answers.ts';
import { type Fault, withAnswers, withHost, withSessions } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming } from '../../reference/routes.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

type Renewal = ReturnType<Sessions['renew']>;

/** Gives back the `expire_token` of a body, whatever its type; a text that is no token if the body is no JSON object. */
function expireTokenIn(request: Incoming): unknown {
  const body = jsonIn(request);
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object(body).expire_token
    : 'no object';
}

/** The host that takes an odd `expire_token` for that of the session in the header. */
function accepting(odd: (value: unknown) => boolean): Fault['host'] {
  return withHost(
    class extends Host {
      protected override refresh(request: Incoming): Answer {
        const answer = super.refresh(request);
        if (answer.status === 200 || !odd(expireTokenIn(request))) return answer;
        const known = this.sessions.authenticate(request.accessToken);
        return 'session' in known
          ? this.renewed(this.sessions.renew(known.session, known.session.expireToken))
          : answer;
      }
    },
  );
}

/** The host that answers a refresh with a session of `give` if the correct host refuses for this reason. */
function instead(
  of: 'no such session' | 'not the owner',
  give: (sessions: { make: () => Session; victim: Session | undefined }, requester: Session) => Session,
): Fault['host'] {
  return withSessions(
    class extends Sessions {
      override renew(requester: Session, expireToken: string): Renewal {
        const renewal = super.renew(requester, expireToken);
        if (!('refused' in renewal) || renewal.refused !== of || expireToken === '') return renewal;
        const victim = this.byExpireToken(expireToken);
        return { session: give({ make: () => this.make((victim ?? requester).account), victim }, requester) };
      }
    },
  );
}

/** The host whose error carries a new pair of the first account. */
function leaking(which: Documented): Fault['host'] {
  return withHost(
    class extends Host {
      override answer(request: Incoming): Answer {
        const answer = super.answer(request);
        const [first] = this.accounts;
        if (!first || !says(answer, which)) return answer;
        const { body } = this.pair(this.sessions.open(first));
        return { ...answer, body: { ...Object(body), ...Object(answer.body) } };
      }
    },
  );
}

const invalid = { breaks: 'S10', fails: ['error.invalid-expire-token'] } as const;
/** These break a second requirement, whose malformed bodies hold an object as `expire_token` too. */
const invalidAnywhere = {
  ...invalid,
  fails: ['error.invalid-expire-token', 'error.client-faults-are-4xx'],
} as const;
const foreign = { breaks: 'S12', fails: ['error.foreign-expire-token'] } as const;
const unknown = {
  breaks: 'S11',
  fails: ['error.unknown-expire-token', 'refresh.old-expire-token-dies'],
} as const;

export const givenFaults: readonly Fault[] = [
  {
    name: 'refresh-without-expire-token',
    wrong: 'A refresh without expire_token renews the session of the header.',
    breaks: 'S10',
    fails: ['error.missing-expire-token'],
    host: accepting((value) => value === undefined),
  },
  {
    name: 'refresh-with-null',
    wrong: 'An expire_token that is null renews the session of the header.',
    ...invalid,
    host: accepting((value) => value === null),
  },
  {
    name: 'refresh-with-an-empty-text',
    wrong: 'An empty expire_token renews the session of the header.',
    ...invalid,
    host: accepting((value) => value === ''),
  },
  {
    name: 'refresh-with-zero',
    wrong: 'An expire_token that is 0 renews the session of the header.',
    ...invalid,
    host: accepting((value) => value === 0),
  },
  {
    name: 'refresh-with-true',
    wrong: 'An expire_token that is true equals every expire token.',
    ...invalid,
    host: accepting((value) => value === true),
  },
  {
    name: 'refresh-with-a-query',
    wrong: 'An expire_token that is an object is a query, and an empty one matches every session.',
    ...invalidAnywhere,
    host: accepting((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  },
  {
    name: 'refresh-with-an-empty-list',
    wrong: 'An expire_token that is an empty list asks for nothing, and that is granted.',
    ...invalid,
    host: accepting(Array.isArray),
  },
  {
    name: 'refresh-with-a-wrong-type-is-200',
    wrong: 'An expire_token of a wrong type is answered 200 with an error in the body.',
    ...invalidAnywhere,
    host: withAnswers((answer, { path, body }) =>
      path.includes('/refresh') && answer.status === 400 && Object(answer.body).error_code === 5
        ? { ...answer, status: body.startsWith('{') ? 200 : 400 }
        : answer,
    ),
  },
  {
    name: 'error-missing-field-carries-a-pair',
    wrong: 'A missing expire_token is answered as it should be, with a new pair in the same body.',
    breaks: 'S10',
    fails: ['error.missing-expire-token'],
    host: leaking('missing'),
  },
  {
    name: 'error-unknown-session-carries-a-pair',
    wrong: 'An expire token of no session is answered as it should be, with a new pair in the same body.',
    breaks: 'S11',
    fails: [...unknown.fails, 'error.invalid-expire-token', 'refresh.chain-leaves-nothing'],
    host: leaking('unknown'),
  },
  {
    name: 'error-unknown-session-is-made',
    wrong: 'An expire token of no session begins a new one.',
    ...unknown,
    host: instead('no such session', ({ make }) => make()),
  },
  {
    name: 'error-foreign-carries-a-pair',
    wrong: "Another account's expire token is answered 403 with the right message, and a pair beside it.",
    ...foreign,
    host: leaking('foreign'),
  },
  {
    name: 'error-foreign-hands-over',
    wrong: "Another account's expire token is answered 200 with a new pair of that account.",
    ...foreign,
    host: instead('not the owner', ({ make }) => make()),
  },
  {
    name: 'error-foreign-gives-the-pair-itself',
    wrong: "Another account's expire token is answered 200 with the pair that it belongs to.",
    ...foreign,
    host: instead('not the owner', ({ victim }, requester) => victim ?? requester),
  },
  {
    name: 'error-foreign-moves-the-session',
    wrong: "Another account's session is made the caller's own, and its pair is answered 200.",
    ...foreign,
    host: instead('not the owner', ({ victim }, requester) => {
      if (victim) victim.account = requester.account;
      return victim ?? requester;
    }),
  },
];
