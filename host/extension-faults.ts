/** Faulty hosts: the lives of sessions. */
import { type Fault, withSessions } from './variant.ts';
import { type Session, Sessions } from './sessions.ts';

export const extensionFaults: readonly Fault[] = [
  {
    name: 'extension-never',
    wrong: 'Requests do not extend a session.',
    breaks: 'S6',
    fails: ['extension.slides'],
    host: withSessions(
      class extends Sessions {
        protected override extend(): void {}
      },
    ),
  },
  {
    name: 'extension-adds',
    wrong: 'Each request adds a period to what is left.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          session.expireDate += this.period(session.account);
        }
      },
    ),
  },
  {
    name: 'extension-of-all-sessions',
    wrong: "A request extends all of the account's sessions.",
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          for (const one of this.live)
            if (one.account === session.account && !this.hasEnded(one)) super.extend(one);
        }
      },
    ),
  },
  {
    name: 'extension-never-ends',
    wrong: 'Sessions do not end.',
    breaks: 'S4',
    fails: ['extension.expires'],
    host: withSessions(
      class extends Sessions {
        protected override hasEnded(): boolean {
          return false;
        }
      },
    ),
  },
  {
    name: 'service-lives-like-others',
    wrong: 'Service accounts have the period of regular ones.',
    breaks: 'S4',
    fails: ['service.lifetime', 'service.outlives-regular', 'service.refreshes'],
    host: withSessions(
      class extends Sessions {
        protected override period(): number {
          return this.rules.ttl;
        }
      },
    ),
  },
  {
    name: 'extension-once',
    wrong: 'Only the first request extends a session.',
    breaks: 'S6',
    fails: ['extension.slides-again'],
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
    name: 'extension-doubles',
    wrong: 'A request sets the end to now + twice the period.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    host: withSessions(
      class extends Sessions {
        protected override extend(session: Session): void {
          session.expireDate = this.rules.now() + 2 * this.period(session.account);
        }
      },
    ),
  },
];
