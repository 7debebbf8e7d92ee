/** Faulty hosts: refreshes and old pairs. */
import { type Fault, withHost, withSessions } from './variant.ts';
import { type Answer, Host, type Incoming, steadyClock } from './server.ts';
import { type Account, type Session, Sessions } from './sessions.ts';

export const renewalFaults: readonly Fault[] = [
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
    name: 'refresh-keeps-the-access-token',
    wrong: 'A refresh gives the old access token back, with a new expire token.',
    breaks: 'S8',
    fails: ['refresh.returns-new-pair'],
    host: withSessions(
      class extends Sessions {
        override renew(...request: Parameters<Sessions['renew']>): ReturnType<Sessions['renew']> {
          const renewal = super.renew(...request);
          if ('refused' in renewal || !renewal.session.replaces) return renewal;
          renewal.session.accessToken = renewal.session.replaces.accessToken;
          this.retireOldPair(renewal.session);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'refresh-once',
    wrong: 'A refreshed session cannot be refreshed again.',
    breaks: 'S7',
    fails: ['refresh.new-pair-refreshes'],
    host: withSessions(
      class extends Sessions {
        private readonly renewed = new WeakSet<Session>();

        override renew(requester: Session, expireToken: string): ReturnType<Sessions['renew']> {
          const old = this.byExpireToken(expireToken);
          if (old && this.renewed.has(old)) return { refused: 'no such session' };
          const renewal = super.renew(requester, expireToken);
          if ('session' in renewal) this.renewed.add(renewal.session);
          return renewal;
        }
      },
    ),
  },
  {
    name: 'old-pair-outlives-in-a-cache',
    wrong: 'For half a second a token that was granted access is granted it again, whatever became of it.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: withHost(
      class extends Host {
        private readonly granted = new Map<string, number>();

        protected override folders(request: Incoming): Answer {
          const token = request.accessToken ?? '';
          const answer = super.folders(request);
          if (answer.status === 200) this.granted.set(token, steadyClock());
          const cached = (this.granted.get(token) ?? 0) > steadyClock() - 0.5;
          return cached ? { status: 200, body: [] } : answer;
        }
      },
    ),
  },
];
