/** Unusual hosts that conform: what a login does to the earlier sessions of its account, and who is kept from one. */
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';
import { type Account, type Session, Sessions } from '../../reference/rules.ts';
import { type Unusual, withHost, withSessions } from '../../variants/variant.ts';

/** What needs sessions of an account that nothing but time ends. */
const UNDISTURBED = [
  'extension.lives-its-ttl',
  'extension.sets-not-adds',
  'extension.slides',
  'extension.slides-again',
  'refresh.lifetime',
  'refresh.new-session-expires',
  'refresh.new-session-slides',
] as const;

/** Keeps so many sessions of each account; one more ends the first of them. */
function atMost(kept: number): Unusual['host'] {
  return withSessions(
    class extends Sessions {
      override open(account: Account): Session {
        const session = super.open(account);
        const own = [...this.live].filter((one) => one.account === account && !this.hasEnded(one));
        for (const one of own.slice(0, Math.max(0, own.length - kept))) this.live.delete(one);
        return session;
      }
    },
  );
}

/** Whether a login was one with an email and a password, and was turned down. */
function isWrongGuess({ body }: Incoming, { status }: Answer): boolean {
  try {
    const { email, password } = Object(JSON.parse(body)).credentials;
    return status === 401 && typeof email === 'string' && typeof password === 'string' && password !== '';
  } catch {
    return false;
  }
}

/** Counts wrong logins for good, by whom this says they concern, and answers all of theirs from the third on like this. */
function lockingFor(whom: (email: string) => string, locked: Answer): Unusual['host'] {
  return withHost(
    class extends Host {
      private readonly wrong = new Map<string, number>();

      protected override auth(request: Incoming): Answer {
        const account = this.accounts.find((one) => request.body.includes(`"${one.email}"`));
        const who = whom(account?.email ?? '');
        const before = this.wrong.get(who) ?? 0;
        const answer = super.auth(request);
        const wrong = before + (who !== '' && isWrongGuess(request, answer) ? 1 : 0);
        this.wrong.set(who, wrong);
        return wrong > 2 ? locked : answer;
      }
    },
  );
}

export const unusualLogins: readonly Unusual[] = [
  {
    name: 'one-session-for-each-account',
    alone: true,
    unusual: "A login ends the account's earlier session.",
    host: withSessions(
      class extends Sessions {
        override open(account: Account): Session {
          for (const one of this.live) if (one.account === account) this.live.delete(one);
          return super.open(account);
        }
      },
    ),
    untested: ['extension.current-session-only'],
  },
  {
    name: 'same-session-at-each-login',
    unusual: 'A login hands the session out again that the account has.',
    host: withSessions(
      class extends Sessions {
        override open(account: Account): Session {
          const known = [...this.live].find((one) => one.account === account && !this.hasEnded(one));
          if (!known) return super.open(account);
          this.extend(known);
          return known;
        }
      },
    ),
    untested: [
      ...UNDISTURBED,
      'extension.current-session-only',
      'issue.lifetime',
      'service.lifetime',
      'service.outlives-regular',
    ],
  },
  {
    name: 'five-sessions-for-each-account',
    unusual: 'An account has 5 sessions at the most; a further login ends the oldest.',
    host: atMost(5),
    untested: [...UNDISTURBED, 'extension.current-session-only'],
  },
  {
    name: 'hundred-sessions-for-each-account',
    unusual: 'An account has 100 sessions at the most; a further login ends the oldest.',
    host: atMost(100),
  },
  {
    name: 'locked-after-five-wrong-passwords',
    unusual: 'After five logins in a row that fail, an account stays locked for a minute.',
    host: withHost(
      class extends Host {
        private readonly failed = new Map<string, { count: number; until: number }>();

        protected override auth(request: Incoming): Answer {
          const email = this.accounts.find((one) => request.body.includes(one.email))?.email ?? '';
          const before = this.failed.get(email) ?? { count: 0, until: 0 };
          if (email && before.until > performance.now()) return failure(403, 9, 'The account is locked');
          const answer = super.auth(request);
          const count = answer.status === 200 ? 0 : before.count + 1;
          this.failed.set(email, { count, until: count >= 5 ? performance.now() + 60_000 : 0 });
          return answer;
        }
      },
    ),
  },
  {
    name: 'locked-for-good-from-the-third-wrong-password',
    unusual: 'An account is locked from the third wrong password on, for good, whatever comes between.',
    host: lockingFor((email) => email, failure(403, 211, 'The account is locked')),
  },
  {
    name: 'throttled-for-good-from-the-third-wrong-password',
    unusual: 'The same, and the logins of a locked account are answered 429 without Retry-After.',
    host: lockingFor((email) => email, failure(429, 101, 'Too many failed logins')),
  },
  {
    name: 'address-locked-from-the-third-wrong-login',
    unusual: 'The address of a client may not log in any more from its third wrong login on, with any email.',
    host: lockingFor(() => 'the address', failure(403, 9, 'Too many failed logins from this address')),
  },
];
