/** Faulty hosts: refreshes are refused as they should be, but harm a session if several steps came before. */
import { Histories, type Refusal, withHistories } from './histories.ts';
import type { Session } from '../../reference/rules.ts';
import type { Fault } from '../../variants/variant.ts';

const fails = ['error.refusals-are-harmless'] as const;

export const historyHarmFaults: readonly Fault[] = [
  {
    name: 'history-refused-foreign-refresh-shuts-a-renewed-session',
    wrong:
      "A refused refresh with another account's expire token ends the access token of that pair, where it came of a refresh.",
    breaks: 'S12',
    fails,
    host: withHistories(
      class extends Histories {
        protected override turnedDown({ other }: Refusal): void {
          if (other && this.nth(other) > 0) this.shut.add(other);
        }
      },
    ),
  },
  {
    name: 'history-refused-foreign-refresh-spends-the-askers-new-expire-token',
    wrong:
      "Another account's expire token uses up that of the session which asks, where it came of a refresh.",
    breaks: 'S12',
    fails,
    host: withHistories(
      class extends Histories {
        protected override turnedDown({ asker, why }: Refusal): void {
          if (why === 'foreign' && this.nth(asker) > 0) this.spent.add(asker);
        }
      },
    ),
  },
  {
    name: 'history-refused-foreign-refresh-counts-as-the-first-use',
    wrong:
      "A refused refresh with another account's new expire token counts as its first use, and deletes the old pair.",
    breaks: 'S12',
    fails,
    host: withHistories(
      class extends Histories {
        protected override turnedDown({ other }: Refusal): void {
          if (other) this.retireOldPair(other);
        }
      },
    ),
  },
  {
    name: 'history-missing-field-takes-the-new-access-token-back',
    wrong: 'A missing expire_token in a request with the old access token ends the new one.',
    breaks: 'S10',
    fails,
    host: withHistories(
      class extends Histories {
        protected override turnedDown({ asker, why }: Refusal): void {
          for (const one of this.live) if (why === 'missing' && one.replaces === asker) this.shut.add(one);
        }
      },
    ),
  },
  {
    name: 'history-unknown-expire-token-shuts-a-refreshed-sibling',
    wrong:
      "An expire token that was never issued ends the access tokens of the account's other refreshed sessions that were in use.",
    breaks: 'S11',
    fails,
    host: withHistories(
      class extends Histories {
        protected override turnedDown({ asker, why }: Refusal): void {
          if (why === 'unknown') for (const one of this.renewedSiblings(asker)) this.shut.add(one);
        }
      },
    ),
  },
  {
    name: 'history-second-unknown-expire-token-shuts-the-session',
    wrong:
      'The second expire token that was never issued ends the access token of a login which it was sent with.',
    breaks: 'S11',
    fails,
    host: withHistories(
      class extends Histories {
        private readonly warned = new WeakSet<Session>();

        protected override turnedDown({ asker, why }: Refusal): void {
          if (why !== 'unknown' || this.nth(asker) > 0) return;
          if (this.warned.has(asker)) this.shut.add(asker);
          this.warned.add(asker);
        }
      },
    ),
  },
];
