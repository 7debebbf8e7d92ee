/** Faulty hosts: stores that find the wrong session by a token. */
import { Base64Tokens, findingAccess, findingExpire, inAnyCase } from '../../variants/token-stores.ts';
import { type Fault, withHost, withSessions } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming, steadyClock } from '../../reference/routes.ts';

const altered = { breaks: 'S3', fails: ['access.rejects-altered-token'] } as const;

export const tokenStoreFaults: readonly Fault[] = [
  {
    name: 'access-any-case',
    wrong: 'Tokens are compared without regard to case.',
    ...altered,
    host: withSessions(findingAccess(inAnyCase, Base64Tokens)),
  },
  {
    name: 'access-by-first-8-characters',
    wrong: 'Tokens are compared by their first 8 characters.',
    ...altered,
    host: withSessions(
      findingAccess((stored, token) => token.length >= 8 && stored.slice(0, 8) === token.slice(0, 8)),
    ),
  },
  {
    name: 'access-by-first-characters',
    wrong: 'Tokens are compared by their first 16 characters.',
    ...altered,
    host: withSessions(
      findingAccess((stored, token) => token.length >= 16 && stored.slice(0, 16) === token.slice(0, 16)),
    ),
  },
  {
    name: 'access-by-all-but-the-last-character',
    wrong: 'The last character of a token does not count.',
    ...altered,
    host: withSessions(findingAccess((stored, token) => stored.slice(0, -1) === token.slice(0, -1))),
  },
  {
    name: 'access-by-a-beginning',
    wrong: 'The beginning of a token does for the whole of it.',
    ...altered,
    host: withSessions(findingAccess((stored, token) => token.length >= 8 && stored.startsWith(token))),
  },
  {
    name: 'access-without-a-character',
    wrong: 'A token may lack its last character, as the store pads what is short.',
    ...altered,
    host: withSessions(
      findingAccess((stored, token) => stored.length === token.length + 1 && stored.startsWith(token)),
    ),
  },
  {
    name: 'access-cut-to-the-column',
    wrong: 'What a token has beyond its length is cut off.',
    ...altered,
    host: withSessions(findingAccess((stored, token) => token.startsWith(stored))),
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
    host: withSessions(findingExpire((stored, token) => stored.slice(0, 16) === token.slice(0, 16))),
  },
  {
    name: 'expire-token-by-all-but-the-last-character',
    wrong: 'The last character of an expire token does not count.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token'],
    host: withSessions(
      findingExpire((stored, token) => token.length > 1 && stored.slice(0, -1) === token.slice(0, -1)),
    ),
  },
  {
    name: 'expire-token-any-case',
    wrong: 'Expire tokens are compared without regard to case.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token'],
    host: withSessions(findingExpire(inAnyCase, Base64Tokens)),
  },
];
