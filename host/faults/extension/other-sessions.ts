/** Faulty hosts: a request, a login or a refresh extends sessions that it should leave alone. */
import { type Fault, withSessions } from '../../variants/variant.ts';
import { type Account, type Renewal, type Session, Sessions } from '../../reference/rules.ts';

/** Sessions that can extend all sessions of an account. */
class Generous extends Sessions {
  protected extendAll(account: Account): void {
    for (const one of this.live) if (one.account === account && !this.hasEnded(one)) super.extend(one);
  }
}

export const extensionOfOtherSessionsFaults: readonly Fault[] = [
  {
    name: 'extension-of-all-sessions',
    wrong: "A request extends all of the account's sessions.",
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    host: withSessions(
      class extends Generous {
        protected override extend({ account }: Session): void {
          this.extendAll(account);
        }
      },
    ),
  },
  {
    name: 'extension-by-a-login',
    wrong: "A login extends the account's other sessions.",
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    host: withSessions(
      class extends Generous {
        override open(account: Account): Session {
          this.extendAll(account);
          return super.open(account);
        }
      },
    ),
  },
  {
    name: 'extension-by-a-refresh',
    wrong: "A refresh extends the account's other sessions.",
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    host: withSessions(
      class extends Generous {
        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if ('session' in renewal) this.extendAll(renewal.session.account);
          return renewal;
        }
      },
    ),
  },
];
