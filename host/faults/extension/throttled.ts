/** Faulty hosts: requests extend a session only if the last extension is some time ago. */
import { guard } from './guard.ts';
import { type Fault, withSessions } from '../../variants/variant.ts';
import { type Account, type Session, Sessions } from '../../reference/rules.ts';

/**
 * The host on which a request extends a session only if its end was last written at least `every` seconds ago.
 * @param every gives back these seconds for a TTL in seconds.
 * @param loginCounts whether the login counts as a write; if not, the first request always extends the session.
 */
function writing(every: (ttl: number) => number, loginCounts: boolean): Fault['host'] {
  return withSessions(
    class extends Sessions {
      private readonly written = new WeakMap<Session, number>();

      protected override make(account: Account): Session {
        const session = super.make(account);
        if (loginCounts) this.written.set(session, this.rules.now());
        return session;
      }

      protected override extend(session: Session): void {
        const now = this.rules.now();
        if (now < (this.written.get(session) ?? 0) + every(this.rules.ttl)) return;
        this.written.set(session, now);
        super.extend(session);
      }
    },
  );
}

/** Gives back this many guards in seconds, and never less than a busy machine needs to tell them from one. */
const guards = (many: number) => (ttl: number) => Math.max(many * guard(ttl), guard(ttl) + 0.35);

const often = { breaks: 'S6', fails: ['extension.slides'] };

export const throttledExtensionFaults: readonly Fault[] = [
  {
    ...often,
    name: 'extension-every-little-while',
    wrong:
      'The end of a session is written some 2.6 % of a period after it was written last, at the login too.',
    host: writing(guards(1.3), true),
  },
  {
    ...often,
    name: 'extension-every-little-while-from-the-first-request-on',
    wrong:
      'The first request extends a session, and others do some 2.6 % of a period after the last that did.',
    host: writing(guards(1.3), false),
  },
  {
    ...often,
    name: 'extension-every-two-guards',
    wrong:
      'The end of a session is written some 4 % of a period after it was written last, at the login too.',
    host: writing(guards(2), true),
  },
  {
    ...often,
    name: 'extension-every-four-guards-from-the-first-request-on',
    wrong: 'The first request extends a session, and others do some 8 % of a period after the last that did.',
    host: writing(guards(4), false),
  },
  {
    ...often,
    name: 'extension-every-quarter',
    wrong:
      'The end of a session is written a quarter of a period after it was written last, at the login too.',
    host: writing((ttl) => ttl / 4, true),
  },
  {
    ...often,
    name: 'extension-every-half',
    wrong: 'The end of a session is written half a period after it was written last, at the login too.',
    host: writing((ttl) => ttl / 2, true),
  },
  {
    ...often,
    name: 'extension-every-half-from-the-first-request-on',
    wrong: 'The first request extends a session, and others do half a period after the last that did.',
    host: writing((ttl) => ttl / 2, false),
  },
  {
    ...often,
    name: 'extension-now-and-then',
    wrong: 'A request extends a session only where the last extension is a quarter of its period ago.',
    host: writing((ttl) => ttl / 4, false),
  },
];
