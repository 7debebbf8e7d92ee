/** Faulty hosts: the documented errors are answered as they should be, but harm a session. */
import { type Documented, says } from '../../variants/answers.ts';
import { nobodys } from '../../variants/token-stores.ts';
import { type Fault, withHost } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming } from '../../reference/routes.ts';
import type { Renewal, Session } from '../../reference/rules.ts';

/** The host that does this to the caller's session, or to that of the expire token, upon this error. */
function upon(
  which: Documented,
  harm: (own: Session, other: Session | undefined, issued: readonly Session[]) => void,
): Fault['host'] {
  return withHost(
    class extends Host {
      private readonly issued = new Set<Session>();

      protected override pair(session: Session): Answer {
        this.issued.add(session);
        return super.pair(session);
      }

      protected override refresh(request: Incoming): Answer {
        const answer = super.refresh(request);
        const issued = [...this.issued];
        const own = issued.find(({ accessToken }) => accessToken === request.accessToken);
        const other = issued.find(({ expireToken }) => request.body.includes(expireToken));
        if (own && says(answer, which)) harm(own, other, issued);
        return answer;
      }
    },
  );
}

const end = (session: Session) => (session.expireDate = Math.min(session.expireDate, Date.now() / 1000));

const fails = ['error.refusals-are-harmless'] as const;

export const harmFaults: readonly Fault[] = [
  {
    name: 'error-missing-field-ends-the-session',
    wrong: "A missing expire_token ends the caller's session.",
    breaks: 'S10',
    fails,
    host: upon('missing', end),
  },
  {
    name: 'error-missing-field-uses-the-expire-token-up',
    wrong: "A missing expire_token gives the caller's session another expire token, and says nothing of it.",
    breaks: 'S10',
    fails,
    host: upon('missing', (own) => (own.expireToken = nobodys(own.expireToken))),
  },
  {
    name: 'error-unknown-session-ends-the-session',
    wrong: "An expire token of no session ends the caller's session.",
    breaks: 'S11',
    fails,
    host: upon('unknown', end),
  },
  {
    name: 'error-unknown-session-uses-the-pair-up',
    wrong: "An expire token of no session gives the caller's session another pair, and says nothing of it.",
    breaks: 'S11',
    fails,
    host: upon('unknown', (own) => {
      own.accessToken = nobodys(own.accessToken);
      own.expireToken = nobodys(own.expireToken);
    }),
  },
  {
    name: 'error-foreign-ends-the-session',
    wrong: "Another account's expire token ends the caller's session.",
    breaks: 'S12',
    fails,
    host: upon('foreign', end),
  },
  {
    name: 'error-destroys-foreign-session',
    wrong: "A refused refresh with another account's expire token ends that account's session.",
    breaks: 'S12',
    fails,
    host: upon('foreign', (_, other) => other && end(other)),
  },
  {
    name: 'error-foreign-uses-the-expire-token-up',
    wrong: "A refused refresh with another account's expire token is the last one with it.",
    breaks: 'S12',
    fails: [...fails, 'error.foreign-expire-token'],
    host: upon('foreign', (_, other) => {
      if (other) other.expireToken = nobodys(other.expireToken);
    }),
  },
  {
    name: 'error-ends-the-other-sessions',
    wrong: "An expire token of no session ends the account's other sessions.",
    breaks: 'S11',
    fails,
    host: upon('unknown', (own, _other, issued) => {
      for (const one of issued) if (one !== own && one.account === own.account) end(one);
    }),
  },
  {
    name: 'error-unknown-session-is-the-last-refresh',
    wrong: 'After an expire token of no session, the next refresh of the caller is refused too.',
    breaks: 'S11',
    fails,
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
