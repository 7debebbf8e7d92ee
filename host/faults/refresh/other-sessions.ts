/** Faulty hosts: a refresh reaches sessions that it should leave alone. */
import { type Fault, withSessions } from '../../variants/variant.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

/** The sessions that do this to these others upon a refresh; `extend` leaves alone what has ended. */
function reaching(
  which: (other: Session, old: Session) => boolean,
  how: (other: Session, live: Set<Session>, extend: (session: Session) => void) => void,
): Fault['host'] {
  return withSessions(
    class extends Sessions {
      override renew(...request: Parameters<Sessions['renew']>): ReturnType<Sessions['renew']> {
        const renewal = super.renew(...request);
        const renewed = 'session' in renewal ? renewal.session : undefined;
        const replaced = renewed?.replaces;
        const extend = (session: Session) => {
          if (!this.hasEnded(session)) this.extend(session);
        };
        if (replaced)
          for (const one of this.live)
            if (one !== renewed && one !== replaced && which(one, replaced)) how(one, this.live, extend);
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
    wrong: "A refresh of a regular account ends the account's other sessions.",
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions'],
    host: reaching(
      (one, old) => one.account === old.account && !one.account.service,
      (one, live) => live.delete(one),
    ),
  },
  {
    name: 'extension-by-a-refresh',
    wrong: "A refresh extends the account's other sessions.",
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    host: reaching(
      (one, old) => one.account === old.account,
      (one, _live, extend) => extend(one),
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
