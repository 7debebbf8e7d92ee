/** Unusual hosts that conform: stores for which small and capital letters are the same, and tokens whose case says nothing. */
import { Sessions, type Session } from './sessions.ts';
import { type Unusual, withSessions } from './variant.ts';

/** The host with tokens like this, each made of 64 random hexadecimal digits, that finds them in any case. */
function inAnyCase(make: (random: string) => string): Unusual['host'] {
  return withSessions(
    class extends Sessions {
      protected override newToken(): string {
        return make(super.newToken());
      }

      protected override byAccessToken(token: string): Session | undefined {
        return [...this.live].find(({ accessToken }) => accessToken.toLowerCase() === token.toLowerCase());
      }

      protected override byExpireToken(token: string): Session | undefined {
        return [...this.live].find(({ expireToken }) => expireToken.toLowerCase() === token.toLowerCase());
      }
    },
  );
}

const uuid = (random: string) =>
  random.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');

export const unusualCases: readonly Unusual[] = [
  {
    name: 'uuid-tokens-in-any-case',
    unusual: 'Tokens are UUIDs, and the database finds them in small and in capital letters.',
    host: inAnyCase(uuid),
  },
  {
    name: 'hexadecimal-tokens-in-any-case',
    unusual: 'Tokens are hexadecimal numbers, and the database does not tell the case of letters apart.',
    host: inAnyCase((random) => random),
  },
  {
    name: 'upper-case-tokens-in-any-case',
    unusual: 'Tokens have a prefix and hexadecimal digits in upper case, and are found in any case.',
    host: inAnyCase((random) => `Oz-Live-${random.toUpperCase()}`),
  },
];
