/** Faulty hosts: a refresh reaches sessions that it should leave alone. */
import { type Fault, withSessions } from './variant.ts';
import { type Session, Sessions } from './sessions.ts';

/** The sessions that end these others upon a refresh. */
function ending(
  which: (other: Session, old: Session) => boolean,
  how: (other: Session, live: Set<Session>) => void,
): Fault['host'] {
  return withSessions(
    class extends Sessions {
      override renew(...request: Parameters<Sessions['renew']>): ReturnType<Sessions['renew']> {
        const renewal = super.renew(...request);
        const renewed = 'session' in renewal ? renewal.session : undefined;
        const replaced = renewed?.replaces;
        if (replaced)
          for (const one of this.live)
            if (one !== renewed && one !== replaced && which(one, replaced)) how(one, this.live);
        return renewal;
      }
    },
  );
}

const end = (one: Session) => (one.expireDate = Math.min(one.expireDate, Date.now() / 1000));

export const otherSessionFaults: readonly Fault[] = [
  {
    name: 'old-pair-takes-others-along',
    wrong: "The first use of a new pair deletes all of the account's other sessions.",
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions', 'service.outlives-regular'],
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
    name: 'refresh-ends-the-other-sessions',
    wrong: "A refresh ends the account's other sessions.",
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions'],
    host: ending(
      (one, old) => one.account === old.account,
      (one, live) => live.delete(one),
    ),
  },
  {
    name: 'refresh-ends-other-accounts-sessions',
    wrong: 'A refresh ends the sessions of other regular accounts.',
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions', 'error.refusals-are-harmless'],
    host: ending((one, old) => one.account !== old.account && !one.account.service, end),
  },
];
