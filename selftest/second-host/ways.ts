import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { SecondAccount, SecondRules } from './contract.ts';
import { refusals } from './refusals.ts';
import type { Refusal, Refusals } from './refusals.ts';
import { statements } from './statements.ts';
import type { Statements } from './statements.ts';

interface Pair {
  access: string;
  expire: string;
}

/** Everything in which a faulty host may differ from the right one. */
export interface Ways {
  sql: Statements;
  refusals: Refusals;
  /** What becomes of a session when the one that it replaces is deleted. */
  onDelete: 'SET NULL' | 'CASCADE';
  /** How a token is stored and looked for. */
  accessKey: (token: string) => string;
  expireKey: (token: string) => string;
  /** A pair of tokens; `spent` is the expire token that it is given for, if any. */
  mint: (spent?: string) => Pair;
  /** How many seconds a session of the account lives. */
  period: (account: SecondAccount, rules: SecondRules) => number;
  /** How an end in Unix seconds is told to the client. */
  told: (expireDate: number) => number | string;
  /** The token that a request brings, or nothing. */
  tokenOf: (request: FastifyRequest) => string | undefined;
  /** Who may ask for a refresh. */
  refreshAsks: 'an access token' | 'an access token if there is one' | 'nothing';
  /** Codes of refusals for which the list of folders comes empty instead. */
  emptyListFor: readonly number[];
  /** Methods by which one logs in. */
  loginMethods: readonly ('POST' | 'PUT' | 'PATCH')[];
  /** The body of an error answer. */
  envelope: (refusal: Refusal) => object;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
export const newAccessToken = (): string => `oza_${randomBytes(32).toString('base64url')}`;
export const newExpireToken = (): string => `oze_${randomUUID()}.${randomUUID()}`;

/** The right host. */
export const right: Ways = {
  sql: statements,
  refusals,
  onDelete: 'SET NULL',
  accessKey: sha256,
  expireKey: sha256,
  mint: () => ({ access: newAccessToken(), expire: newExpireToken() }),
  period: (account, rules) => (account.service ? rules.longliveTtl : rules.ttl),
  told: (expireDate) => Math.round(expireDate * 1e6) / 1e6,
  tokenOf: (request) => [request.headers['x-forensic-access-token'] ?? []].flat().join(', ') || undefined,
  refreshAsks: 'an access token',
  emptyListFor: [],
  loginMethods: ['POST'],
  envelope: ({ code, message, details }) => ({ error_code: code, error_message: message, details }),
};

/** What one fault changes. Only the statements and the refusals that it names are replaced. */
export interface Deviation extends Partial<Omit<Ways, 'sql' | 'refusals'>> {
  sql?: Partial<Statements>;
  refusals?: Partial<Refusals>;
}

export const deviate = (deviation: Deviation): Ways => ({
  ...right,
  ...deviation,
  sql: { ...right.sql, ...deviation.sql },
  refusals: { ...right.refusals, ...deviation.refusals },
});
