/** Faulty hosts: stores that find the wrong session by a token. */
import { type Fault, withHost, withSessions } from './variant.ts';
import { type Answer, Host, type Incoming, steadyClock } from './server.ts';
import { type Session, Sessions } from './sessions.ts';

/** The host that finds a session by its access token in this way. */
function storing(same: (stored: string, token: string) => boolean): Fault['host'] {
  return withSessions(
    class extends Sessions {
      protected override byAccessToken(token: string): Session | undefined {
        return super.byAccessToken(token) ?? [...this.live].find((one) => same(one.accessToken, token));
      }
    },
  );
}

/** The host that finds a session by its expire token in this way. */
function storingExpireTokens(same: (stored: string, token: string) => boolean): Fault['host'] {
  return withSessions(
    class extends Sessions {
      protected override byExpireToken(token: string): Session | undefined {
        return super.byExpireToken(token) ?? [...this.live].find((one) => same(one.expireToken, token));
      }
    },
  );
}

/** Stores with tokens in base64, in which small and capital letters are different characters. */
class Base64Tokens extends Sessions {
  protected override newToken(): string {
    return Buffer.from(super.newToken(), 'hex').toString('base64url');
  }
}

const inLowerCase = (token: string) => token.toLowerCase();

const altered = { breaks: 'S3', fails: ['access.rejects-altered-token'] } as const;

export const tokenStoreFaults: readonly Fault[] = [
  {
    name: 'access-any-case',
    wrong: 'Tokens are compared without regard to case.',
    ...altered,
    host: withSessions(
      class extends Base64Tokens {
        protected override byAccessToken(token: string): Session | undefined {
          return [...this.live].find((one) => inLowerCase(one.accessToken) === inLowerCase(token));
        }
      },
    ),
  },
  {
    name: 'access-by-first-8-characters',
    wrong: 'Tokens are compared by their first 8 characters.',
    ...altered,
    host: storing((stored, token) => token.length >= 8 && stored.slice(0, 8) === token.slice(0, 8)),
  },
  {
    name: 'access-by-first-characters',
    wrong: 'Tokens are compared by their first 16 characters.',
    ...altered,
    host: storing((stored, token) => token.length >= 16 && stored.slice(0, 16) === token.slice(0, 16)),
  },
  {
    name: 'access-by-all-but-the-last-character',
    wrong: 'The last character of a token does not count.',
    ...altered,
    host: storing((stored, token) => stored.slice(0, -1) === token.slice(0, -1)),
  },
  {
    name: 'access-by-a-beginning',
    wrong: 'The beginning of a token does for the whole of it.',
    ...altered,
    host: storing((stored, token) => token.length >= 8 && stored.startsWith(token)),
  },
  {
    name: 'access-without-a-character',
    wrong: 'A token may lack its last character, as the store pads what is short.',
    ...altered,
    host: storing((stored, token) => stored.length === token.length + 1 && stored.startsWith(token)),
  },
  {
    name: 'access-cut-to-the-column',
    wrong: 'What a token has beyond its length is cut off.',
    ...altered,
    host: storing((stored, token) => token.startsWith(stored)),
  },
  {
    name: 'access-from-a-cache-by-hash',
    wrong:
      'For two seconds a grant is kept under a hash of the token that takes in its first 8 characters only.',
    ...altered,
    host: withHost(
      class extends Host {
        private readonly kept = new Map<string, { at: number; token: string }>();

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const token = request.accessToken ?? '';
          const hash = token.slice(0, 8);
          if (answer.status === 200) this.kept.set(hash, { at: steadyClock(), token });
          const { at = 0, token: of = token } = this.kept.get(hash) ?? {};
          return of !== token && at > steadyClock() - 2 ? { status: 200, body: [] } : answer;
        }
      },
    ),
  },
  {
    name: 'expire-token-by-first-characters',
    wrong: 'Expire tokens are compared by their first 16 characters.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token'],
    host: storingExpireTokens((stored, token) => stored.slice(0, 16) === token.slice(0, 16)),
  },
  {
    name: 'expire-token-by-all-but-the-last-character',
    wrong: 'The last character of an expire token does not count.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token'],
    host: storingExpireTokens(
      (stored, token) => token.length > 1 && stored.slice(0, -1) === token.slice(0, -1),
    ),
  },
];
