/** Faulty hosts: sessions end, or never work, because of steps of other sessions, of the same account or another. */
import { Histories, withHistories } from './histories.ts';
import type { Account, Session } from '../../reference/rules.ts';
import type { Fault } from '../../variants/variant.ts';

const worthless = { breaks: 'S8', fails: ['refresh.new-pair-grants-access'] } as const;
const touched = { breaks: 'S9', fails: ['refresh.spares-other-sessions'] } as const;

export const historySessionFaults: readonly Fault[] = [
  {
    name: 'history-second-refresh-after-another-accounts-request-opens-nothing',
    wrong:
      'Where the request right before was that of another account, the refresh of a refreshed session gives a dead access token.',
    ...worthless,
    host: withHistories(
      class extends Histories {
        protected override refreshed(renewed: Session, old: Session): void {
          const { account } = this.previous ?? old;
          if (account !== old.account && this.nth(old) > 0) this.shut.add(renewed);
        }
      },
    ),
  },
  {
    name: 'history-second-of-two-refreshes-opens-nothing',
    wrong:
      'Where two sessions of an account that were in use are refreshed without a request for the resource between, the second gets a dead access token.',
    ...worthless,
    host: withHistories(
      class extends Histories {
        private readonly last = new Map<Account, Session>();

        protected override opened({ account }: Session): void {
          this.last.delete(account);
        }

        protected override refreshed(renewed: Session, old: Session): void {
          const last = this.last.get(old.account);
          if (last && this.login(last) !== this.login(old) && this.used.has(old)) this.shut.add(renewed);
          if (this.used.has(old)) this.last.set(old.account, old);
        }
      },
    ),
  },
  {
    name: 'history-login-after-another-accounts-switch-opens-nothing',
    wrong:
      'A login right after the first use of a new pair of another, regular account gives a dead access token.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: withHistories(
      class extends Histories {
        private last: Session | undefined;

        override authenticate(...given: Parameters<Histories['authenticate']>) {
          this.last = undefined;
          return super.authenticate(...given);
        }

        protected override switched(renewed: Session): void {
          if (!renewed.account.service) this.last = renewed;
        }

        protected override loggedIn(session: Session): void {
          if (this.last && this.last.account !== session.account) this.shut.add(session);
          this.last = undefined;
        }
      },
    ),
  },
  {
    name: 'history-second-refresh-spends-a-siblings-expire-token',
    wrong:
      "A session's second refresh uses up the expire tokens of the account's other refreshed sessions that were in use.",
    ...touched,
    host: withHistories(
      class extends Histories {
        protected override refreshed(renewed: Session): void {
          if (this.nth(renewed) !== 2) return;
          for (const one of this.renewedSiblings(renewed)) this.spent.add(one);
        }
      },
    ),
  },
  {
    name: 'history-second-refreshed-session-shuts-the-first',
    wrong:
      'Where two sessions that are in use have both been refreshed, the access token of the first is dead.',
    ...touched,
    host: withHistories(
      class extends Histories {
        protected override refreshed(renewed: Session): void {
          if (this.nth(renewed) !== 1 || !this.isRenewedInUse(renewed)) return;
          for (const one of this.renewedSiblings(renewed)) this.shut.add(one);
        }
      },
    ),
  },
  {
    name: 'history-second-switch-shuts-another-accounts-newest-session',
    wrong:
      'The first use of the second new pair in a row ends the newest access token in use of another regular account that came of a refresh.',
    ...touched,
    host: withHistories(
      class extends Histories {
        protected override switched(renewed: Session): void {
          if (this.nth(renewed) !== 2) return;
          const newest = [...this.live].findLast(
            (one) =>
              one.account !== renewed.account && !one.account.service && !one.replaces && this.nth(one) > 0,
          );
          if (newest) this.shut.add(newest);
        }
      },
    ),
  },
  {
    name: 'history-refresh-takes-back-another-accounts-new-access-token',
    wrong:
      'A refresh ends the new access tokens that another regular account was given for sessions in use and has not used yet.',
    ...touched,
    host: withHistories(
      class extends Histories {
        protected override refreshed({ account }: Session): void {
          for (const one of this.live)
            if (one.account !== account && !one.account.service && one.replaces && this.isRenewedInUse(one))
              this.shut.add(one);
        }
      },
    ),
  },
  {
    name: 'history-switch-shuts-the-session-used-right-before',
    wrong:
      'The first use of a new pair ends the access token with which another account has asked for the resource right before; service accounts are spared.',
    ...touched,
    host: withHistories(
      class extends Histories {
        protected override switched({ account }: Session): void {
          const { previous } = this;
          if (!previous || previous.account === account || this.refreshing) return;
          const isRegular = !previous.account.service && !account.service;
          if (isRegular && this.used.has(previous)) this.shut.add(previous);
        }
      },
    ),
  },
];
