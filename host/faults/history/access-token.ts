/** Faulty hosts: an old access token that lives on or comes back, or dies too early, after several steps. */
import { Histories, type Refusal, withHistories } from './histories.ts';
import type { Account, Session } from '../../reference/rules.ts';
import type { Fault } from '../../variants/variant.ts';

const livesOn = { breaks: 'S9', fails: ['refresh.old-access-token-dies'] } as const;
const diesEarly = { breaks: 'S9', fails: ['refresh.old-pair-survives'] } as const;

export const historyAccessTokenFaults: readonly Fault[] = [
  {
    name: 'history-third-refresh-revives-the-first-access-token',
    wrong: "A session's third refresh brings the access token of its login back.",
    ...livesOn,
    host: withHistories(
      class extends Histories {
        protected override refreshed(renewed: Session): void {
          if (this.nth(renewed) === 3) this.reviveAccess(this.login(renewed));
        }
      },
    ),
  },
  {
    name: 'history-login-revives-the-old-access-token',
    wrong: 'A login brings the access token back that was deleted last of its account.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        protected override loggedIn({ account }: Session): void {
          const old = this.lastDeleted((one) => one.account === account);
          if (old) this.reviveAccess(old);
        }
      },
    ),
  },
  {
    name: 'history-refused-access-token-comes-back-with-another-accounts-login',
    wrong: 'An old access token that was refused is granted again once another account has logged in.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        private readonly refused = new Set<Session>();

        protected override denied(accessToken: string): void {
          const old = this.lastDeleted((one) => one.accessToken === accessToken);
          if (old) this.refused.add(old);
        }

        protected override loggedIn({ account }: Session): void {
          for (const old of this.refused) if (old.account !== account) this.reviveAccess(old);
        }
      },
    ),
  },
  {
    name: 'history-one-access-token-to-delete-for-each-account',
    wrong:
      "Of each account the host remembers one access token to delete: where two sessions wait for their switch, the first one's lives on.",
    ...livesOn,
    host: withHistories(
      class extends Histories {
        private readonly toDelete = new Map<Account, Session>();

        protected override refreshed({ account }: Session, old: Session): void {
          this.toDelete.set(account, old);
        }

        protected override switched({ account }: Session, old: Session): void {
          if (this.toDelete.get(account) !== old) this.reviveAccess(old);
        }
      },
    ),
  },
  {
    name: 'history-refused-refresh-forgets-the-switch',
    wrong:
      'Where the old access token was refused a refresh with an unknown expire token before the switch, the switch does not delete it.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        private readonly keep = new WeakSet<Session>();

        protected override turnedDown({ asker, why }: Refusal): void {
          if (why === 'unknown') this.keep.add(asker);
        }

        protected override refreshed(_renewed: Session, old: Session): void {
          this.keep.delete(old);
        }

        protected override switched(_renewed: Session, old: Session): void {
          if (this.keep.has(old)) this.reviveAccess(old);
        }
      },
    ),
  },
  {
    name: 'history-another-accounts-request-keeps-the-old-access-token',
    wrong:
      'Where another account asks for the resource between a refresh and the first use of the new pair, the old access token is kept.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        private readonly disturbed = new WeakSet<Session>();

        protected override opened({ account }: Session): void {
          for (const one of this.live) if (one.replaces && one.account !== account) this.disturbed.add(one);
        }

        protected override switched(renewed: Session, old: Session): void {
          if (this.disturbed.has(renewed)) this.reviveAccess(old);
        }
      },
    ),
  },
  {
    name: 'history-second-refresh-deletes-the-old-access-token-at-once',
    wrong: 'From its second refresh on, a session loses the old access token before the new pair is used.',
    ...diesEarly,
    host: withHistories(
      class extends Histories {
        protected override refreshed(_renewed: Session, old: Session): void {
          if (this.nth(old) > 0) this.shut.add(old);
        }
      },
    ),
  },
  {
    name: 'history-old-access-token-works-once-more-after-a-second-refresh',
    wrong: "From a session's second refresh on, the old access token works for one request.",
    ...diesEarly,
    host: withHistories(
      class extends Histories {
        private readonly old = new WeakSet<Session>();

        protected override refreshed(_renewed: Session, old: Session): void {
          if (this.nth(old) > 0) this.old.add(old);
        }

        protected override opened(session: Session): void {
          if (this.old.has(session)) this.shut.add(session);
        }
      },
    ),
  },
];
