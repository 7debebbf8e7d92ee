/** Faulty hosts: a refresh reaches sessions that it should leave alone. */
import { type Fault, withRefreshes, withSessions } from '../../variants/variant.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

/** The host on which a refresh does this to these sessions, of which none is the old one or the new one. */
function reaching(
  which: (other: Session, old: Session) => boolean,
  how: (other: Session, live: Set<Session>) => void,
): Fault['host'] {
  return withRefreshes((renewed, old, live) => {
    for (const one of live) if (one !== renewed && one !== old && which(one, old)) how(one, live);
  });
}

const end = (one: Session) => (one.expireDate = Math.min(one.expireDate, Date.now() / 1000));

export const otherSessionFaults: readonly Fault[] = [
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
    name: 'refresh-ends-the-other-sessions',
    wrong: "A refresh of a regular account ends the account's other sessions.",
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions'],
    host: reaching(
      (one, old) => one.account === old.account && !one.account.service,
      (one, live) => live.delete(one),
    ),
  },
  {
    name: 'refresh-ends-other-accounts-sessions',
    wrong: 'A refresh ends the sessions of other regular accounts.',
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions', 'error.refusals-are-harmless'],
    host: reaching((one, old) => one.account !== old.account && !one.account.service, end),
  },
];
