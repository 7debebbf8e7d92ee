/** Faulty hosts: an old pair that dies before the new one is used, or takes the new one along. */
import { nobodys } from '../../variants/token-stores.ts';
import { type Fault, withRefreshes, withSessions } from '../../variants/variant.ts';
import { type Renewal, type Session, Sessions } from '../../reference/rules.ts';

export const oldPairDiesEarlyFaults: readonly Fault[] = [
  {
    name: 'old-pair-dies-at-once',
    wrong: 'A refresh deletes the old pair before the new one is used.',
    breaks: 'S9',
    fails: ['refresh.old-pair-survives'],
    host: withRefreshes((_renewed, old, live) => live.delete(old)),
  },
  {
    name: 'old-access-token-dies-at-once',
    wrong: 'A refresh deletes the old access token before the new one is used.',
    breaks: 'S9',
    fails: ['refresh.old-pair-survives'],
    host: withRefreshes((_renewed, old) => (old.accessToken = nobodys(old.accessToken))),
  },
  {
    name: 'old-pair-works-once-more',
    wrong: 'After a refresh the old access token works for one request.',
    breaks: 'S9',
    fails: ['refresh.old-pair-survives'],
    host: withSessions(
      class extends Sessions {
        private readonly left = new WeakMap<Session, number>();

        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if ('session' in renewal && renewal.session.replaces) this.left.set(renewal.session.replaces, 1);
          return renewal;
        }

        protected override extend(session: Session): void {
          super.extend(session);
          const left = this.left.get(session);
          if (left !== undefined) this.left.set(session, left - 1);
          if (left === 1) session.accessToken = nobodys(session.accessToken);
        }
      },
    ),
  },
  {
    name: 'old-access-token-ends-the-new-pair',
    wrong:
      "Where a regular account's old access token is used after a refresh, the new session ends before its first use.",
    breaks: 'S9',
    fails: ['refresh.new-pair-grants-access'],
    host: withSessions(
      class extends Sessions {
        protected override retireOldPair(session: Session): void {
          super.retireOldPair(session);
          if (session.account.service) return;
          for (const other of this.live) if (other.replaces === session) this.live.delete(other);
        }
      },
    ),
  },
  {
    name: 'old-pair-dies-after-a-second',
    wrong: 'A second after a refresh the old pair is deleted, used or not used the new one.',
    breaks: 'S9',
    fails: ['refresh.old-pair-survives'],
    host: withRefreshes((_renewed, old, live) => setTimeout(() => live.delete(old), 1000).unref()),
  },
];
