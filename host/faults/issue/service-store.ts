/** Faulty hosts: a store that service sessions are too long for. */
import { Host, steadyClock } from '../../reference/routes.ts';
import { type Session, Sessions } from '../../reference/rules.ts';
import type { Fault } from '../../variants/variant.ts';

/** The host that forgets a service session once its access token was looked up so often. */
function forgetful(uses: number): Fault['host'] {
  return (accounts, periods) =>
    new Host(
      accounts,
      new (class extends Sessions {
        private readonly used = new WeakMap<Session, number>();

        protected override byAccessToken(token: string): Session | undefined {
          const session = super.byAccessToken(token);
          if (!session?.account.service) return session;
          const nth = this.used.get(session) ?? 0;
          this.used.set(session, nth + 1);
          return nth < uses ? session : undefined;
        }
      })({ ...periods, now: steadyClock }),
    );
}

export const serviceStoreFaults: readonly Fault[] = [
  {
    name: 'service-session-forgotten-at-once',
    wrong:
      'The store cannot hold a service session for five years, and forgets it at once; its expire_date is right.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: forgetful(0),
  },
];
