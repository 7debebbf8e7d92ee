/** Unusual hosts that conform: tokens of other shapes. The page says only that there are two. */
import { createHash } from 'node:crypto';
import { uuidOf } from '../../variants/token-stores.ts';
import { type Unusual, withTokens } from '../../variants/variant.ts';

const base64url = (text: string) => Buffer.from(text).toString('base64url');
const digits = (random: string, length: number) =>
  BigInt(`0x${random}`).toString().padStart(77, '0').slice(-length);
const header = base64url(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: 'key-1' }));

/** A JSON Web Token of some 900 characters; all but an id in the middle of it and the signature is the same in each. */
function jwt(random: string): string {
  const claims = { iss: 'https://example.com', aud: ['api'], scope: 'read '.repeat(40).trim(), jti: random };
  const body = `${header}.${base64url(JSON.stringify(claims))}`;
  const signature = Array.from({ length: 8 }, (_, part) =>
    createHash('sha256')
      .update(body + part)
      .digest(),
  );
  return `${body}.${Buffer.concat(signature).toString('base64url')}`;
}

export const unusualTokens: readonly Unusual[] = [
  {
    name: 'uuid-tokens',
    unusual: 'Tokens are UUIDs.',
    host: withTokens(uuidOf),
  },
  {
    name: 'web-tokens',
    unusual: 'Tokens are JSON Web Tokens of some 900 characters that begin alike.',
    host: withTokens(jwt),
  },
  {
    name: 'tokens-of-4000-characters',
    unusual: 'Tokens have 4000 characters.',
    host: withTokens((random) =>
      Array.from({ length: 50 }, (_, part) => `${part}-${random.slice(0, 50)}`.padEnd(80, random)).join(''),
    ),
  },
  {
    name: 'tokens-of-10-characters',
    unusual: 'Tokens have 10 characters.',
    host: withTokens((random) =>
      Buffer.from(random, 'hex').toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 10),
    ),
    deviates: ['security.token-strength'],
  },
  {
    name: 'tokens-of-digits',
    unusual: 'Tokens are numbers of 30 digits, as text.',
    host: withTokens((random) => digits(random, 30)),
    deviates: ['security.token-strength'],
  },
  {
    name: 'tokens-of-10-digits',
    unusual: 'Tokens are numbers of 10 digits, as text.',
    host: withTokens((random) => digits(random, 10)),
    deviates: ['security.token-strength'],
  },
  {
    name: 'tokens-with-punctuation',
    unusual: 'Tokens hold each printable character, quotes and backslashes included.',
    host: withTokens(
      (random) => `~!$&'()*+,;=:@/?"\\<>%^\`{|}#[]${random.slice(0, 40)}."'\\${random.slice(40)}=`,
    ),
  },
  {
    name: 'tokens-in-upper-case',
    unusual: 'Tokens are hexadecimal numbers in upper case.',
    host: withTokens((random) => random.toUpperCase()),
  },
  {
    name: 'tokens-in-base64',
    unusual: 'Tokens are base64, with its padding.',
    host: withTokens((random) => Buffer.from(random, 'hex').toString('base64')),
  },
  {
    name: 'tokens-with-a-prefix',
    unusual: 'Tokens begin alike.',
    host: withTokens((random) => `oz_live_${random}`),
  },
  {
    name: 'tokens-with-a-counter',
    unusual: 'Tokens end with a number that counts them.',
    host: withTokens((random, nth) => `${random}.${nth}`),
  },
  {
    name: 'tokens-of-two-kinds',
    unusual:
      'Access tokens are long and expire tokens short, and these are no ASCII: they travel in JSON only.',
    host: withTokens((random, nth) =>
      nth % 2 === 1 ? `a.${random}${random}` : `ключ-${Buffer.from(random, 'hex').toString('base64url')}-🔑`,
    ),
    // Such a token cannot stand in a header at all.
    untested: ['access.rejects-expire-token'],
  },
];
