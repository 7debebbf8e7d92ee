/** Faulty hosts: the documented errors, with a wrong status, a wrong text, or tokens. */
import { type Documented, MESSAGES, plus, says } from '../../variants/answers.ts';
import { type Fault, withAnswers, withHost, withSessions } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';
import { type Renewal, type Session, Sessions } from '../../reference/rules.ts';

/** The host that changes one of the documented errors. */
function changing(which: Documented, change: (answer: Answer, request: Incoming) => Answer): Fault['host'] {
  return withAnswers((answer, request) => (says(answer, which) ? change(answer, request) : answer));
}

const missing = { breaks: 'S10', fails: ['error.missing-expire-token'] } as const;
const unknown = {
  breaks: 'S11',
  fails: ['error.unknown-expire-token', 'refresh.old-expire-token-dies'],
} as const;
const foreign = { breaks: 'S12', fails: ['error.foreign-expire-token'] } as const;

const withFullStop = (which: Documented) =>
  changing(which, (answer) => plus(answer, { error_message: `${MESSAGES[which]}.` }));

const inDetail = (which: Documented) =>
  changing(which, (answer) => plus(answer, { error_message: 'Bad request', detail: MESSAGES[which] }));

const withStatus = (which: Documented, status: number) =>
  changing(which, (answer) => ({ ...answer, status }));

const withMessage = (which: Documented, message: string) =>
  changing(which, (answer) => plus(answer, { error_message: message }));

export const errorFaults: readonly Fault[] = [
  {
    name: 'error-missing-field-is-422',
    wrong: 'A missing expire_token is answered 422, with the right message.',
    ...missing,
    host: withStatus('missing', 422),
  },
  {
    name: 'error-missing-field-message',
    wrong: 'A missing expire_token is answered 400 with a message of another field.',
    ...missing,
    host: withMessage('missing', MESSAGES.missing.replace('expire_token', 'token')),
  },
  {
    name: 'error-missing-field-full-stop',
    wrong: 'The message of a missing expire_token ends with a full stop.',
    ...missing,
    host: withFullStop('missing'),
  },
  {
    name: 'error-missing-field-in-detail',
    wrong: 'The message of a missing expire_token stands in a field `detail`.',
    ...missing,
    host: inDetail('missing'),
  },
  {
    name: 'error-missing-field-beside-others',
    wrong: 'A body with other fields than expire_token is refused for those.',
    ...missing,
    host: changing('missing', (answer, { body }) =>
      body.trim() === '{}' ? answer : plus(answer, { error_message: 'Rogue field' }),
    ),
  },
  {
    name: 'error-unknown-session-is-404',
    wrong: 'An expire token of no session is answered 404, with the right message.',
    ...unknown,
    host: withStatus('unknown', 404),
  },
  {
    name: 'error-unknown-session-message',
    wrong: "An expire token of no session is answered 401 with a message of the host's own.",
    ...unknown,
    host: withMessage('unknown', 'Unauthorized'),
  },
  {
    name: 'error-unknown-session-full-stop',
    wrong: 'The message of an unknown session ends with a full stop.',
    ...unknown,
    host: withFullStop('unknown'),
  },
  {
    name: 'error-unknown-session-in-detail',
    wrong: 'The message of an unknown session stands in a field `detail`.',
    ...unknown,
    host: inDetail('unknown'),
  },
  {
    name: 'error-never-issued-is-400',
    wrong: 'An expire token that was never issued is answered 400, one that is gone as it should be.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token'],
    host: withHost(
      class extends Host {
        private readonly issued: string[] = [];

        protected override pair(session: Session): Answer {
          this.issued.push(session.expireToken);
          return super.pair(session);
        }

        override answer(request: Incoming): Answer {
          const answer = super.answer(request);
          const never = !this.issued.some((token) => request.body.includes(token));
          return never && says(answer, 'unknown') ? { ...answer, status: 400 } : answer;
        }
      },
    ),
  },
  {
    name: 'error-foreign-message',
    wrong: "Another account's expire token is answered 403 with a message of the host's own.",
    ...foreign,
    host: withMessage('foreign', 'Forbidden'),
  },
  {
    name: 'error-foreign-is-401',
    wrong: "Another account's expire token is answered 401, with the right message.",
    ...foreign,
    host: withStatus('foreign', 401),
  },
  {
    name: 'error-foreign-full-stop',
    wrong: "The message for another account's expire token ends with a full stop.",
    ...foreign,
    host: withFullStop('foreign'),
  },
  {
    name: 'error-foreign-in-detail',
    wrong: "The message for another account's expire token stands in a field `detail`.",
    ...foreign,
    host: inDetail('foreign'),
  },
  {
    name: 'error-foreign-is-open-to-service-accounts',
    wrong: "A service account may refresh anybody's session.",
    breaks: 'S12',
    fails: ['error.foreign-expire-token'],
    host: withSessions(
      class extends Sessions {
        override renew(requester: Session, expireToken: string): Renewal {
          const old = this.byExpireToken(expireToken);
          return super.renew(requester.account.service && old ? old : requester, expireToken);
        }
      },
    ),
  },
  {
    name: 'error-foreign-is-unknown',
    wrong: "Another account's expire token is answered like one of no session.",
    breaks: 'S12',
    fails: ['error.foreign-expire-token', 'error.codes'],
    host: changing('foreign', () => failure(401, 10, MESSAGES.unknown)),
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
];
