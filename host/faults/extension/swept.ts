/** Faulty hosts: sessions that end only when a sweeper comes by. */
import { guard } from './guard.ts';
import { type Fault, withSessions } from '../../variants/variant.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

/** The host whose sessions end when a sweeper comes by, every `period(ttl)` seconds. Chance says when the sweeper comes first. */
function swept(period: (ttl: number) => number): Fault['host'] {
  return withSessions(
    class extends Sessions {
      private readonly phase = Math.random();

      protected override hasEnded(session: Session): boolean {
        const every = period(this.rules.ttl);
        const sweeps = (at: number) => Math.floor(at / every - this.phase);
        return session.account.service
          ? super.hasEnded(session)
          : sweeps(session.expireDate) < sweeps(this.rules.now());
      }
    },
  );
}

export const sweptFaults: readonly Fault[] = [
  {
    name: 'swept-every-fifteenth',
    wrong:
      'A session ends when a sweeper comes by, every fifteenth of a TTL, or every three guards of a short one.',
    breaks: 'S4',
    fails: ['extension.expires'],
    host: swept((ttl) => Math.max(ttl / 15, 3 * guard(ttl))),
  },
  {
    name: 'swept-every-twenty-fifth',
    wrong:
      'A session ends when a sweeper comes by, every twenty-fifth of a TTL, or every two guards of a short one.',
    breaks: 'S4',
    fails: ['extension.expires'],
    host: swept((ttl) => Math.max(ttl / 25, 2 * guard(ttl))),
  },
];
