/** Accounts that walk on a host without a network, or by plain fetch: neither has a relay. */
import type { FastifyInstance } from 'fastify';
import type { Answer } from '../../fixtures/answers/answer.ts';
import { now } from '../../fixtures/timing/durations.ts';
import type { Walker } from '../../fixtures/walks/walker.ts';
import { accounts } from '../../host/reference/accounts.ts';
import type { Host } from '../../host/reference/routes.ts';

/** An answer of a host, however it was asked. */
interface Said {
  readonly status: number;
  readonly json: unknown;
}

type Ask = (method: string, path: string, accessToken: string | undefined, body: unknown) => Promise<Said>;

const CONNECTION = {};

/** Asks a host in memory. */
export const inMemory =
  (host: Pick<Host, 'answer'>): Ask =>
  async (method, path, accessToken, body) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const { status, body: json } = host.answer({
      method,
      path,
      accessToken,
      body: text,
      rawHeaders: [],
      connection: CONNECTION,
    });
    return { status, json };
  };

/** Asks a host of fastify, without a network. */
export const byInject =
  (app: Pick<FastifyInstance, 'inject'>): Ask =>
  async (method, path, accessToken, body) => {
    const answer = await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: path,
      headers: accessToken === undefined ? {} : { 'X-Forensic-Access-Token': accessToken },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const json: unknown = answer.json();
    return { status: answer.statusCode, json };
  };

/** Makes walkers of the two regular accounts. */
export function walkersOn(ask: Ask, ttl: number): Walker[] {
  const send = async (...what: Parameters<Ask>): Promise<Answer> => {
    const left = now();
    const { status, json } = await ask(...what);
    const [method, path] = what;
    const sentAt = new Date().toISOString();
    const exchange = { requestId: 'none', method, path, sentAt, seconds: 0, status };
    const facts = { cameAt: Date.now() / 1000, cut: false, gives: '', saysJson: true, tokens: {} };
    return { ...facts, status, json, headers: [], queued: 0, paced: 0, left, came: now(), exchange };
  };
  let invented = 0;
  const [alice, bob] = accounts;
  return [alice, bob].map(({ email, password }, nth): Walker => {
    const walker: Walker = {
      name: nth === 0 ? 'alice' : 'bob',
      ttl,
      tryLogin: () => send('POST', '/api/authorize/auth/', undefined, { credentials: { email, password } }),
      refresh: (body, accessToken) => send('POST', '/api/authorize/refresh/', accessToken, body),
      sessionOf: ({ json }) => ({
        account: walker,
        accessToken: String(Object(json).access_token),
        expireToken: String(Object(json).expire_token),
        forged: {
          unissuedAccessToken: () => `invented ${++invented}`,
          unissuedExpireToken: () => `invented ${++invented}`,
        },
        request: ({ accessToken }) => send('GET', '/api/folders/', accessToken, undefined),
      }),
    };
    return walker;
  });
}
