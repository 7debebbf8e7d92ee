/** Faulty hosts: the documented errors. */
import { type Fault, withHost, withSessions } from './variant.ts';
import { type Answer, failure, Host, type Incoming } from './server.ts';
import { type Session, Sessions } from './sessions.ts';

export const errorFaults: readonly Fault[] = [
  {
    name: 'error-missing-field-is-422',
    wrong: 'A missing expire_token is answered 422, with the right message.',
    breaks: 'S10',
    fails: ['error.missing-expire-token'],
    host: withHost(
      class extends Host {
        protected override refresh(request: Incoming): Answer {
          const answer = super.refresh(request);
          return answer.status === 400 && request.body.trim().startsWith('{')
            ? { ...answer, status: 422 }
            : answer;
        }
      },
    ),
  },
  {
    name: 'error-foreign-message',
    wrong: "Another account's expire token is answered 403 with a message of the host's own.",
    breaks: 'S12',
    fails: ['error.foreign-expire-token'],
    host: withHost(
      class extends Host {
        protected override renewed(renewal: ReturnType<Sessions['renew']>): Answer {
          const foreign = 'refused' in renewal && renewal.refused === 'not the owner';
          return foreign ? failure(403, 9, 'Forbidden') : super.renewed(renewal);
        }
      },
    ),
  },
  {
    name: 'error-destroys-foreign-session',
    wrong: "A refused refresh with another account's expire token ends that account's session.",
    breaks: 'S12',
    fails: ['error.refusals-are-harmless'],
    host: withSessions(
      class extends Sessions {
        override renew(requester: Session, expireToken: string): ReturnType<Sessions['renew']> {
          const renewal = super.renew(requester, expireToken);
          const victim = this.byExpireToken(expireToken);
          if ('refused' in renewal && renewal.refused === 'not the owner' && victim) this.live.delete(victim);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'error-unknown-session-is-404',
    wrong: 'An expire token of no session is answered 404, with the right message.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token', 'refresh.old-expire-token-dies'],
    host: withHost(
      class extends Host {
        protected override renewed(renewal: ReturnType<Sessions['renew']>): Answer {
          const answer = super.renewed(renewal);
          return answer.status === 401 ? { ...answer, status: 404 } : answer;
        }
      },
    ),
  },
];
