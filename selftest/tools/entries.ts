/** Lines of evidence, made without a run. */
import type { Entry } from '../../fixtures/evidence/entry.ts';

const message = { headers: [], body: '' };

/** An exchange that left at this moment, in seconds. */
export function entry(left: number, changes: Partial<Omit<Entry, 'moments' | 'request' | 'answer'>> = {}) {
  return {
    requestId: `83740c5f-sample-${left}`,
    method: 'POST',
    path: '/api/authorize/auth/',
    sentAt: '2026-11-24T04:02:58.687Z',
    seconds: 0.01,
    status: 200,
    requirement: 'preflight',
    issuedPair: false,
    moments: { left, came: left + 0.01, cameAt: '2026-11-24T04:02:58.697Z', uncertain: 0 },
    request: message,
    answer: message,
    ...changes,
  };
}

/** A refresh that was granted. */
export const refresh = { path: '/api/authorize/refresh/', issuedPair: true };
/** A request for the resource. */
export const resource = { method: 'GET', path: '/oz/api/folders/?limit=1' };
/** What a refusal changes. */
export const refused = { status: 401 };
