/** Unusual hosts that conform: stores for which small and capital letters are the same, and tokens whose case says nothing. */
import { findingAccess, findingExpire, inAnyCase, making, uuidOf } from '../../variants/token-stores.ts';
import { type Unusual, withSessions } from '../../variants/variant.ts';

/** The host with tokens like this, each made of 64 random hexadecimal digits, that finds them in any case. */
const foundInAnyCase = (make: (random: string) => string) =>
  withSessions(findingExpire(inAnyCase, findingAccess(inAnyCase, making(make))));

export const unusualCases: readonly Unusual[] = [
  {
    name: 'uuid-tokens-in-any-case',
    unusual: 'Tokens are UUIDs, and the database finds them in small and in capital letters.',
    host: foundInAnyCase(uuidOf),
  },
  {
    name: 'hexadecimal-tokens-in-any-case',
    unusual: 'Tokens are hexadecimal numbers, and the database does not tell the case of letters apart.',
    host: foundInAnyCase((random) => random),
  },
  {
    name: 'upper-case-tokens-in-any-case',
    unusual: 'Tokens have a prefix and hexadecimal digits in upper case, and are found in any case.',
    host: foundInAnyCase((random) => `Oz-Live-${random.toUpperCase()}`),
  },
];
