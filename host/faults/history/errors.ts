/** Faulty hosts: refreshes that must be refused (S11, S12) are granted after several steps, or refused with another error. */
import { Histories, withHistories } from './histories.ts';
import type { Account, Renewal, Session } from '../../reference/rules.ts';
import { Counter } from '../../variants/counter.ts';
import type { Fault } from '../../variants/variant.ts';

const unknown = { breaks: 'S11', fails: ['error.unknown-expire-token'] } as const;
const foreign = { breaks: 'S12', fails: ['error.foreign-expire-token'] } as const;

export const historyErrorFaults: readonly Fault[] = [
  {
    name: 'history-unknown-expire-token-accepted-at-the-fourth-try',
    wrong:
      'An expire token that was never issued is refused three times, and the fourth time it gives a pair.',
    ...unknown,
    host: withHistories(
      class extends Histories {
        private readonly tries = new Counter<string>();

        override renew(requester: Session, expireToken: string): Renewal {
          const renewal = super.renew(requester, expireToken);
          if (this.issued.has(expireToken)) return renewal;
          return this.tries.next(expireToken) > 3 ? { session: this.make(requester.account) } : renewal;
        }
      },
    ),
  },
  {
    name: 'history-unknown-expire-token-is-forbidden-after-two-refreshes',
    wrong: 'A session that was refreshed twice is answered 403 for an expire token that was never issued.',
    ...unknown,
    host: withHistories(
      class extends Histories {
        override renew(requester: Session, expireToken: string): Renewal {
          const renewal = super.renew(requester, expireToken);
          return this.nth(requester) > 1 && !this.issued.has(expireToken)
            ? { refused: 'not the owner' }
            : renewal;
        }
      },
    ),
  },
  {
    name: 'history-renewed-expire-token-renews-for-others',
    wrong: 'An expire token that came of a refresh renews its session for any account.',
    ...foreign,
    host: withHistories(
      class extends Histories {
        protected override askerOf(requester: Session, old: Session): Session {
          return this.nth(old) > 0 ? old : requester;
        }
      },
    ),
  },
  {
    name: 'history-refreshed-session-renews-those-of-others',
    wrong: 'The access token of a session that was refreshed renews the sessions of any account.',
    ...foreign,
    host: withHistories(
      class extends Histories {
        protected override askerOf(requester: Session, old: Session): Session {
          return this.nth(requester) > 0 ? old : requester;
        }
      },
    ),
  },
  {
    name: 'history-foreign-expire-token-accepted-at-the-third-try',
    wrong:
      "Another account's expire token is refused to an account twice, and the third time it gives a pair.",
    ...foreign,
    host: withHistories(
      class extends Histories {
        private readonly tries = new Counter<string>();

        protected override askerOf(requester: Session, old: Session): Session {
          if (old.account === requester.account) return requester;
          return this.tries.next(`${requester.account.email} ${old.expireToken}`) > 2 ? old : requester;
        }
      },
    ),
  },
  {
    name: 'history-unused-expire-token-is-unknown-to-others',
    wrong: 'Until the new pair is used, another account is answered 401 for its expire token.',
    ...foreign,
    host: withHistories(
      class extends Histories {
        override renew(requester: Session, expireToken: string): Renewal {
          const old = this.byExpireToken(expireToken);
          const renewal = super.renew(requester, expireToken);
          return 'refused' in renewal && old?.replaces ? { refused: 'no such session' } : renewal;
        }
      },
    ),
  },
  {
    name: 'history-second-refresh-gives-the-pair-to-whoever-logged-in-last',
    wrong: "A session's second refresh makes it that of the regular account that logged in last.",
    ...foreign,
    host: withHistories(
      class extends Histories {
        private last: Account | undefined;

        protected override loggedIn({ account }: Session): void {
          if (!account.service) this.last = account;
        }

        protected override refreshed(renewed: Session): void {
          if (this.nth(renewed) === 2 && this.last && !renewed.account.service) renewed.account = this.last;
        }
      },
    ),
  },
];
