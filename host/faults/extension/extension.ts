/** Faulty hosts: requests extend a session too little, too much, or after its end. */
import { Counter } from '../../variants/counter.ts';
import { type Fault, withSessions } from '../../variants/variant.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

/** The host whose requests set the end of their session to this. */
function extending(to: (end: number, period: number, now: number) => number): Fault['host'] {
  return withSessions(
    class extends Sessions {
      protected override extend(session: Session): void {
        session.expireDate = to(session.expireDate, this.period(session.account), this.rules.now());
      }
    },
  );
}

export const extensionFaults: readonly Fault[] = [
  {
    name: 'extension-never',
    wrong: 'Requests do not extend a session.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: extending((end) => end),
  },
  {
    name: 'extension-in-the-second-half-only',
    wrong: 'A request extends a session only when less than half of its life is left.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: extending((end, period, now) => (end - now < period / 2 ? now + period : end)),
  },
  {
    name: 'extension-by-half',
    wrong: 'A request sets the end to now + half of the period.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: extending((_, period, now) => now + period / 2),
  },
  {
    name: 'extension-of-the-first-session',
    wrong: "A request extends the first of the account's sessions that lives, whichever sent it.",
    breaks: 'S6',
    fails: ['extension.slides'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          const first = [...this.live].find((one) => one.account === session.account && !this.hasEnded(one));
          super.extend(first ?? session);
        }
      },
    ),
  },
  {
    name: 'extension-once',
    wrong: 'Only the first request extends a session.',
    breaks: 'S6',
    fails: ['extension.slides', 'extension.slides-again'],
    host: withSessions(
      class extends Sessions {
        private readonly extended = new WeakSet<Session>();

        protected override extend(session: Session): void {
          if (!this.extended.has(session)) super.extend(session);
          this.extended.add(session);
        }
      },
    ),
  },
  {
    name: 'extension-every-other-time',
    wrong: 'Every second request does not extend the session.',
    breaks: 'S6',
    fails: ['extension.slides-again'],
    host: withSessions(
      class extends Sessions {
        private readonly skip = new WeakSet<Session>();

        protected override extend(session: Session): void {
          if (this.skip.delete(session)) return;
          super.extend(session);
          this.skip.add(session);
        }
      },
    ),
  },
  {
    name: 'extension-adds',
    wrong: 'Each request adds a period to what is left.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    host: extending((end, period) => end + period),
  },
  {
    name: 'extension-doubles',
    wrong: 'A request sets the end to now + twice the period.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    host: extending((_, period, now) => now + 2 * period),
  },
  {
    name: 'extension-too-long',
    wrong: 'A request sets the end to now + a fifth more than the period.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    host: extending((_, period, now) => now + 1.2 * period),
  },
  {
    name: 'extension-adds-a-little',
    wrong: 'Each request sets the end to now + the period, and a tenth of a period more than the one before.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    host: withSessions(
      class extends Sessions {
        private readonly requests = new Counter<Session>();

        protected override extend(session: Session): void {
          const before = this.requests.next(session) - 1;
          session.expireDate = this.rules.now() + this.period(session.account) * (1 + before / 10);
        }
      },
    ),
  },
  {
    name: 'extension-revives',
    wrong: 'A refused request of an expired session extends it.',
    breaks: 'S6',
    fails: ['extension.no-revival'],
    host: withSessions(
      class extends Sessions {
        override authenticate(accessToken: string | undefined): ReturnType<Sessions['authenticate']> {
          const known = super.authenticate(accessToken);
          const session = this.byAccessToken(accessToken ?? '');
          if ('refused' in known && session) this.extend(session);
          return known;
        }
      },
    ),
  },
  {
    name: 'extension-revives-at-the-third-try',
    wrong: 'An expired session that is tried for the third time is let in.',
    breaks: 'S6',
    fails: ['extension.no-revival'],
    host: withSessions(
      class extends Sessions {
        private readonly tries = new Counter<Session>();

        protected override hasEnded(session: Session): boolean {
          return super.hasEnded(session) && this.tries.next(session) < 3;
        }
      },
    ),
  },
  {
    name: 'extension-up-to-a-limit',
    wrong: 'However often it is used, a session ends a hundredth of a period after its first end.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: withSessions(
      class extends Sessions {
        private readonly limits = new WeakMap<Session, number>();

        protected override extend(session: Session): void {
          const limit = this.limits.get(session) ?? session.expireDate + this.period(session.account) / 100;
          this.limits.set(session, limit);
          super.extend(session);
          session.expireDate = Math.min(session.expireDate, limit);
        }
      },
    ),
  },
];
