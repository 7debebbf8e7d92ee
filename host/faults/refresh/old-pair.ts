/** Faulty hosts: an old pair that lives on, in whole or in part, once the new one was used. */
import { type Answer, Host, type Incoming } from '../../reference/routes.ts';
import { nobodys } from '../../variants/token-stores.ts';
import { type Fault, withBoth, withSessions } from '../../variants/variant.ts';
import { type Renewal, type Session, Sessions } from '../../reference/rules.ts';

/** The host that does this with the old session upon the first use of the new one, instead of deleting the old session. */
function uponFirstUse(then: (old: Session, live: Set<Session>) => void): Fault['host'] {
  return withSessions(
    class extends Sessions {
      protected override retireOldPair(session: Session): void {
        if (session.replaces) then(session.replaces, this.live);
        session.replaces = undefined;
      }
    },
  );
}

export const oldPairFaults: readonly Fault[] = [
  {
    name: 'old-pair-never-dies',
    wrong: 'The old pair is kept.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies', 'refresh.old-expire-token-dies'],
    host: uponFirstUse(() => undefined),
  },
  {
    name: 'old-pair-of-a-service-account-never-dies',
    wrong: 'The old pair of a service account is kept.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: uponFirstUse((old, live) => old.account.service || live.delete(old)),
  },
  {
    name: 'old-access-token-still-refreshes',
    wrong: 'A deleted access token opens no resource, but a refresh takes it.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: (...given) => {
      /** The sessions that took the place of deleted ones, by the deleted access token. */
      const heirs = new Map<string, Session>();
      return withBoth(
        class extends Host {
          protected override refresh(request: Incoming): Answer {
            const heir = heirs.get(request.accessToken ?? '');
            return super.refresh(heir ? { ...request, accessToken: heir.accessToken } : request);
          }
        },
        class extends Sessions {
          protected override retireOldPair(session: Session): void {
            if (session.replaces) heirs.set(session.replaces.accessToken, session);
            super.retireOldPair(session);
          }
        },
      )(...given);
    },
  },
  {
    name: 'old-access-token-never-dies',
    wrong: 'Of the old pair only the expire token is deleted.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: uponFirstUse((old) => (old.expireToken = nobodys(old.expireToken))),
  },
  {
    name: 'old-expire-token-never-dies',
    wrong: 'Of the old pair only the access token is deleted.',
    breaks: 'S9',
    fails: ['refresh.old-expire-token-dies'],
    host: uponFirstUse((old) => (old.accessToken = nobodys(old.accessToken))),
  },
  {
    name: 'old-expire-token-is-forbidden',
    wrong: "A refresh with a deleted expire token is answered 403, as if it were somebody else's.",
    breaks: 'S11',
    fails: ['refresh.old-expire-token-dies'],
    host: withSessions(
      class extends Sessions {
        private readonly deleted = new Set<string>();

        protected override retireOldPair(session: Session): void {
          if (session.replaces) this.deleted.add(session.replaces.expireToken);
          super.retireOldPair(session);
        }

        override renew(requester: Session, expireToken: string): Renewal {
          return this.deleted.has(expireToken)
            ? { refused: 'not the owner' }
            : super.renew(requester, expireToken);
        }
      },
    ),
  },
  {
    name: 'old-pair-dies-at-the-second-use',
    wrong: 'The old pair is deleted upon the second authentication with the renewed tokens.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: withSessions(
      class extends Sessions {
        private readonly used = new WeakSet<Session>();

        protected override retireOldPair(session: Session): void {
          if (this.used.has(session)) super.retireOldPair(session);
          this.used.add(session);
        }
      },
    ),
  },
  {
    name: 'old-access-token-comes-back',
    wrong: 'The first use of a pair brings the access token back that was deleted by the use before.',
    breaks: 'S9',
    fails: ['refresh.chain-leaves-nothing', 'refresh.old-access-token-dies'],
    host: withSessions(
      class extends Sessions {
        private deleted: Session | undefined;

        protected override retireOldPair(session: Session): void {
          const { replaces } = session;
          super.retireOldPair(session);
          if (!replaces) return;
          if (this.deleted?.account === session.account)
            this.live.add({ ...this.deleted, expireToken: nobodys(this.deleted.expireToken) });
          this.deleted = replaces;
        }
      },
    ),
  },
  {
    name: 'old-pairs-of-a-chain-live-on',
    wrong: 'Only a request for a resource deletes an old pair, and only the one right before.',
    breaks: 'S9',
    fails: ['refresh.chain-leaves-nothing'],
    host: (...given) => {
      let refreshing = false;
      return withBoth(
        class extends Host {
          protected override refresh(request: Incoming): Answer {
            refreshing = true;
            const answer = super.refresh(request);
            refreshing = false;
            return answer;
          }
        },
        class extends Sessions {
          protected override retireOldPair(session: Session): void {
            if (!refreshing) super.retireOldPair(session);
          }
        },
      )(...given);
    },
  },
  {
    name: 'old-pair-dies-late',
    wrong: 'The old pair is deleted two seconds after the first use of the new one.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies', 'refresh.old-expire-token-dies'],
    host: uponFirstUse((old, live) => setTimeout(() => live.delete(old), 2000).unref()),
  },
];
