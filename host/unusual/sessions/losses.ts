/** Unusual hosts that conform: all sessions of all accounts are lost once, as when a store in memory is started anew. */
import { type Account, type Session, Sessions } from '../../reference/rules.ts';
import { type Unusual, withSessions } from '../../variants/variant.ts';

/** The host that forgets all its sessions this part of a TTL after its first login. */
function losing(part: number): Unusual['host'] {
  return withSessions(
    class extends Sessions {
      private lossAt: number | undefined;

      protected override make(account: Account): Session {
        this.lossAt ??= this.rules.now() + part * this.rules.ttl;
        this.lose();
        return super.make(account);
      }

      protected override byAccessToken(token: string): Session | undefined {
        this.lose();
        return super.byAccessToken(token);
      }

      private lose(): void {
        if (this.rules.now() < (this.lossAt ?? 0)) return;
        this.lossAt = Number.POSITIVE_INFINITY;
        this.live.clear();
      }
    },
  );
}

export const unusualLosses: readonly Unusual[] = [
  {
    name: 'sessions-lost-late',
    byChance: true,
    unusual: 'All sessions of all accounts are lost once, four fifths of a TTL after the first login.',
    host: losing(0.8),
  },
  {
    name: 'sessions-lost-early',
    byChance: true,
    unusual: 'All sessions of all accounts are lost once, three tenths of a TTL after the first login.',
    host: losing(0.3),
  },
];
