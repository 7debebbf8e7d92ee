/** Faulty hosts: an expire token that outlives its pair, or does not last as long as it, after several steps. */
import { Histories, type Refusal, withHistories } from './histories.ts';
import type { Answer, Incoming } from '../../reference/routes.ts';
import type { Renewal, Session } from '../../reference/rules.ts';
import type { Fault } from '../../variants/variant.ts';

const livesOn = { breaks: 'S9', fails: ['refresh.old-expire-token-dies'] } as const;
const diesEarly = { breaks: 'S8', fails: ['refresh.new-pair-refreshes'] } as const;

export const historyExpireTokenFaults: readonly Fault[] = [
  {
    name: 'history-third-switch-revives-the-first-expire-token',
    wrong: 'The first use of the third new pair in a row brings the expire token of the login back.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        protected override switched(renewed: Session): void {
          if (this.nth(renewed) === 3) this.reviveExpire(this.login(renewed));
        }
      },
    ),
  },
  {
    name: 'history-siblings-refresh-revives-the-old-expire-token',
    wrong: 'A refresh brings the expire token back that was deleted last of another session of the account.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        protected override refreshed(renewed: Session): void {
          const old = this.lastDeleted(({ account }) => account === renewed.account);
          if (old && this.login(old) !== this.login(renewed)) this.reviveExpire(old);
        }
      },
    ),
  },
  {
    name: 'history-old-expire-token-accepted-at-the-second-try',
    wrong: 'A deleted expire token is refused once, and accepted from then on.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        protected override turnedDown({ why, token }: Refusal): void {
          const old = this.lastDeleted(({ expireToken }) => expireToken === token);
          if (old && why === 'gone') this.reviveExpire(old);
        }
      },
    ),
  },
  {
    name: 'history-second-switch-keeps-the-expire-token',
    wrong:
      'Of a new pair that has opened the resource, the first request for it with the next pair deletes the access token alone.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        protected override switched(_renewed: Session, old: Session): void {
          if (!this.refreshing && this.nth(old) > 0 && this.used.has(old)) this.reviveExpire(old);
        }
      },
    ),
  },
  {
    name: 'history-old-expire-token-is-forbidden-to-others',
    wrong: 'Another account that refreshes with a deleted expire token is answered 403, as if it were alive.',
    breaks: 'S11',
    fails: ['refresh.old-expire-token-dies'],
    host: withHistories(
      class extends Histories {
        override renew(requester: Session, expireToken: string): Renewal {
          const renewal = super.renew(requester, expireToken);
          const old = this.lastDeleted((one) => one.expireToken === expireToken);
          return 'refused' in renewal && old && old.account !== requester.account
            ? { refused: 'not the owner' }
            : renewal;
        }
      },
    ),
  },
  {
    name: 'history-one-expire-token-to-delete-for-all',
    wrong:
      'The host remembers one expire token to delete: where another account refreshes before the switch, it lives on.',
    ...livesOn,
    host: withHistories(
      class extends Histories {
        private toDelete: Session | undefined;

        protected override refreshed(_renewed: Session, old: Session): void {
          this.toDelete = old;
        }

        protected override switched({ account }: Session, old: Session): void {
          if (this.toDelete && this.toDelete.account !== account) this.reviveExpire(old);
        }
      },
    ),
  },
  {
    name: 'history-two-uses-before-the-switch-spend-the-new-expire-token',
    wrong: 'Where the old access token was used twice after a refresh, the new pair cannot be refreshed.',
    ...diesEarly,
    host: withHistories(
      class extends Histories {
        private readonly uses = new WeakMap<Session, number>();

        protected override refreshed(_renewed: Session, old: Session): void {
          this.uses.set(old, 0);
        }

        protected override opened(session: Session): void {
          this.uses.set(session, (this.uses.get(session) ?? 0) + 1);
        }

        protected override switched(renewed: Session, old: Session): void {
          if ((this.uses.get(old) ?? 0) > 1) this.spent.add(renewed);
        }
      },
    ),
  },
  {
    name: 'history-unknown-access-token-spends-a-new-expire-token',
    wrong:
      'A refresh that is refused for an unknown access token uses the expire token up, where that came of a refresh.',
    ...diesEarly,
    host: withHistories(
      class extends Histories {
        override refresh(request: Incoming, answer: () => Answer): Answer {
          const { accessToken, body } = request;
          if (accessToken !== undefined && !this.issued.has(accessToken))
            for (const one of this.live)
              if (this.nth(one) > 0 && body.includes(one.expireToken)) this.spent.add(one);
          return super.refresh(request, answer);
        }
      },
    ),
  },
];
