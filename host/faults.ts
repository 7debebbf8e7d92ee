/**
 * Faulty hosts: each is the reference host but for one deviation, and names the sentence of the page that it breaks
 * and exactly the requirements that must fail because of it.
 */
import { type Answer, failure, Host, type Incoming, steadyClock } from './server.ts';
import { type Account, type Rules, type Session, Sessions } from './sessions.ts';

export interface Fault {
  readonly name: string;
  /** What the host does wrong. */
  readonly wrong: string;
  /** The sentence of the vendor's page that it breaks. */
  readonly breaks: string;
  /** The ids of the requirements that must fail, and no others. */
  readonly fails: readonly string[];
  readonly host: (accounts: readonly Account[], rules: Pick<Rules, 'ttl' | 'longliveTtl'>) => Host;
}

type MakeSessions = new (rules: Rules) => Sessions;
type MakeHost = new (accounts: readonly Account[], sessions: Sessions) => Host;

function withSessions(Faulty: MakeSessions): Fault['host'] {
  return (accounts, rules) => new Host(accounts, new Faulty({ ...rules, now: steadyClock }));
}

function withHost(Faulty: MakeHost): Fault['host'] {
  return (accounts, rules) => new Faulty(accounts, new Sessions({ ...rules, now: steadyClock }));
}

export const faults: readonly Fault[] = [
  {
    name: 'issue-any-password',
    wrong: 'Any password opens an account.',
    breaks: 'S1',
    fails: ['issue.rejects-wrong-password'],
    host: withHost(
      class extends Host {
        protected override matches(account: Account, email: string): boolean {
          return account.email === email;
        }
      },
    ),
  },
  {
    name: 'access-any-case',
    wrong: 'Tokens are compared without regard to case.',
    breaks: 'S3',
    fails: ['access.rejects-altered-token'],
    host: withSessions(
      class extends Sessions {
        protected override byAccessToken(token: string): Session | undefined {
          return super.byAccessToken(token.toLowerCase());
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
          return request.accessToken ? super.folders(request) : { status: 200, body: [] };
        }
      },
    ),
  },
  {
    name: 'extension-never',
    wrong: 'Requests do not extend a session.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: withSessions(
      class extends Sessions {
        protected override extend(): void {}
      },
    ),
  },
  {
    name: 'extension-adds',
    wrong: 'Each request adds a period to what is left.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          session.expireDate += this.period(session.account);
        }
      },
    ),
  },
  {
    name: 'extension-of-all-sessions',
    wrong: "A request extends all of the account's sessions.",
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          for (const one of this.live)
            if (one.account === session.account && !this.hasEnded(one)) super.extend(one);
        }
      },
    ),
  },
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
    name: 'refresh-without-access-token',
    wrong: 'The expire token alone renews a session.',
    breaks: 'S7',
    fails: ['refresh.requires-access-token'],
    host: withHost(
      class extends Host {
        private readonly pairs = new Map<string, string>();

        protected override pair(session: Session): Answer {
          this.pairs.set(session.expireToken, session.accessToken);
          return super.pair(session);
        }

        protected override refresh(request: Incoming): Answer {
          const [, sent = ''] = /"expire_token":\s*"([^"]+)"/.exec(request.body) ?? [];
          return super.refresh({ ...request, accessToken: request.accessToken ?? this.pairs.get(sent) });
        }
      },
    ),
  },
  {
    name: 'refresh-inherits-the-old-end',
    wrong: 'A new pair ends when the pair that it renews would have ended after its login.',
    breaks: 'S8',
    fails: ['refresh.lifetime'],
    host: withSessions(
      class extends Sessions {
        private readonly firstEnds = new WeakMap<Session, number>();

        protected override make(account: Account): Session {
          const session = super.make(account);
          this.firstEnds.set(session, session.expireDate);
          return session;
        }

        override renew(...request: Parameters<Sessions['renew']>): ReturnType<Sessions['renew']> {
          const renewal = super.renew(...request);
          if ('session' in renewal && renewal.session.replaces)
            renewal.session.expireDate =
              this.firstEnds.get(renewal.session.replaces) ?? renewal.session.expireDate;
          return renewal;
        }
      },
    ),
  },
  {
    name: 'old-pair-dies-at-once',
    wrong: 'A refresh deletes the old pair before the new one is used.',
    breaks: 'S9',
    fails: ['refresh.old-pair-survives'],
    host: withSessions(
      class extends Sessions {
        override renew(...request: Parameters<Sessions['renew']>): ReturnType<Sessions['renew']> {
          const renewal = super.renew(...request);
          if ('session' in renewal) this.retireOldPair(renewal.session);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'old-pair-never-dies',
    wrong: 'The old pair is kept.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies', 'refresh.old-expire-token-dies'],
    host: withSessions(
      class extends Sessions {
        protected override retireOldPair(): void {}
      },
    ),
  },
  {
    name: 'old-pair-takes-others-along',
    wrong: "The first use of a new pair deletes all of the account's other sessions.",
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions'],
    host: withSessions(
      class extends Sessions {
        protected override retireOldPair(session: Session): void {
          if (session.replaces)
            for (const one of this.live)
              if (one !== session && one.account === session.account) this.live.delete(one);
          super.retireOldPair(session);
        }
      },
    ),
  },
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
    name: 'service-lives-like-others',
    wrong: 'Service accounts have the period of regular ones.',
    breaks: 'S4',
    fails: ['service.lifetime', 'service.outlives-regular', 'service.refreshes'],
    host: withSessions(
      class extends Sessions {
        protected override period(): number {
          return this.rules.ttl;
        }
      },
    ),
  },
];
