/** Lines of evidence for self-tests, made without a run. */
import type { Entry } from '../../fixtures/evidence/entry.ts';

const message = { headers: [], body: '' };

/** Makes an exchange that left at this moment, in seconds. Without changes it is a login. */
export function entry(left: number, changes: Partial<Omit<Entry, 'moments' | 'request' | 'answer'>> = {}) {
  return {
    requestId: `83740c5f-sample-${left}`,
    method: 'POST',
    path: '/api/authorize/auth/',
    sentAt: '2026-11-24T04:02:58.687Z',
    seconds: 0.01,
    status: 200,
    requirement: 'preflight',
    place: { part: 'preflight', lane: 'preflight', nth: 1, repeat: 0, retry: 0 },
    issuedPair: false,
    moments: { left, came: left + 0.01, cameAt: '2026-11-24T04:02:58.697Z', uncertain: 0 },
    request: message,
    answer: message,
    ...changes,
  };
}

/** Changes that make an exchange a granted refresh. */
export const refresh = { path: '/api/authorize/refresh/', issuedPair: true };
/** Changes that make an exchange a request for the resource. */
export const resource = { method: 'GET', path: '/oz/api/folders/?limit=1' };
/** Changes that make an exchange a refusal. */
export const refused = { status: 401 };
