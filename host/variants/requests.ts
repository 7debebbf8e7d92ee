/** Tests of requests, for hosts that answer some of them differently. */
import type { Incoming } from '../reference/routes.ts';

type Path = Pick<Incoming, 'path'>;
type Request = Pick<Incoming, 'method' | 'path'>;

/** Tells whether a request of any method goes to the path of logins. */
export const isAtLogin = ({ path }: Path): boolean => /\/auth\/?$/.test(path);

/** Tells whether a request of any method goes to the path of refreshes. */
export const isAtRefresh = ({ path }: Path): boolean => /\/refresh\/?$/.test(path);

/** Tells whether a request of any method goes to the resource. */
export const isAtResource = ({ path }: Path): boolean => /\/folders\/?$/.test(path);

export const isLogin = (request: Request): boolean => request.method === 'POST' && isAtLogin(request);

export const isRefresh = (request: Request): boolean => request.method === 'POST' && isAtRefresh(request);

/** Reads a body as JSON; returns undefined if it is no JSON. */
export function jsonIn({ body }: Pick<Incoming, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
