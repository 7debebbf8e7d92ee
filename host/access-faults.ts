/** Faulty hosts: logins and access. */
import { type Fault, withHost, withSessions } from './variant.ts';
import { type Answer, Host, type Incoming } from './server.ts';
import { type Account, type Session, Sessions } from './sessions.ts';

export const accessFaults: readonly Fault[] = [
  {
    name: 'issue-any-password',
    wrong: 'Any password opens an account.',
    breaks: 'S1',
    fails: ['issue.rejects-wrong-password'],
    host: withHost(
      class extends Host {
        protected override matches(account: Account, email: string): boolean {
          return account.email === email;
        }
      },
    ),
  },
  {
    name: 'access-any-case',
    wrong: 'Tokens are compared without regard to case.',
    breaks: 'S3',
    fails: ['access.rejects-altered-token'],
    host: withSessions(
      class extends Sessions {
        protected override byAccessToken(token: string): Session | undefined {
          return super.byAccessToken(token.toLowerCase());
        }
      },
    ),
  },
  {
    name: 'access-by-expire-token',
    wrong: 'The expire token grants access too.',
    breaks: 'S5',
    fails: ['access.rejects-expire-token'],
    host: withSessions(
      class extends Sessions {
        protected override byAccessToken(token: string): Session | undefined {
          return super.byAccessToken(token) ?? this.byExpireToken(token);
        }
      },
    ),
  },
  {
    name: 'access-without-token',
    wrong: 'Who sends no token at all is let in.',
    breaks: 'S3',
    fails: ['access.requires-token'],
    host: withHost(
      class extends Host {
        protected override folders(request: Incoming): Answer {
          return request.accessToken ? super.folders(request) : { status: 200, body: [] };
        }
      },
    ),
  },
  {
    name: 'access-by-first-characters',
    wrong: 'Tokens are compared by their first 16 characters.',
    breaks: 'S3',
    fails: ['access.rejects-altered-token'],
    host: withSessions(
      class extends Sessions {
        protected override byAccessToken(token: string): Session | undefined {
          const first = token.slice(0, 16);
          return [...this.live].find((one) => first.length === 16 && one.accessToken.startsWith(first));
        }
      },
    ),
  },
];
