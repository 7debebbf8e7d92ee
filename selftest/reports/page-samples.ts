/** Samples for tests of the certificate's page: a certificate with evidence and timelines, and parts of one. */
import type { Outcome } from '../../fixtures/judgement/outcome-log.ts';
import type { Certificate, Exchange, Timeline } from '../../schemas/index.ts';
import { sampleCertificate, START } from '../tools/sample-certificate.ts';

function exchange(nth: number, status: number, body: string): Exchange {
  return {
    requestId: `83740c5f-sample-2-${nth}`,
    method: 'GET',
    path: '/api/folders/',
    sentAt: START,
    seconds: 0.02,
    status,
    request: { headers: ['X-Forensic-Access-Token: {{alice access token 2}}'], body: '' },
    answer: { headers: ['Content-Type: application/json'], body },
  };
}

/** Timeline of a session of 15 minutes that was touched once, and refused in the window of its check. */
export const touchedOnce: Timeline = {
  session: 'touched once',
  account: 'alice',
  period: 900,
  start: START,
  marks: [
    { what: 'login', left: 0, came: 0.1, status: 200, requestId: '83740c5f-sample-1-1' },
    { what: 'touch', left: 45.1, came: 45.2, status: 200, requestId: '83740c5f-sample-1-2' },
    { what: 'check', left: 930.1, came: 930.2, status: 401, requestId: '83740c5f-sample-1-3' },
  ],
  windows: [{ asked: 'granted', from: 907.6, to: 937.6 }],
  due: 945.2,
  announced: 900.1,
};

const idle: Timeline = {
  ...touchedOnce,
  session: 'idle, checked before its end',
  marks: touchedOnce.marks.filter(({ what }) => what !== 'touch').map((mark) => ({ ...mark, status: 200 })),
  windows: [{ asked: 'granted', to: 892.5 }],
};

/** Makes a certificate with evidence and timelines, on which every requirement has passed except these. */
export function sample(...[others, changes]: Parameters<typeof sampleCertificate>): Certificate {
  return sampleCertificate(
    { 'access.grants': { verdict: 'passed', evidence: [exchange(1, 200, '[]')] }, ...others },
    { timelines: [idle, touchedOnce], ...changes },
  );
}

/** Makes a failure whose texts come from a host. */
export function failure(text: string): Outcome {
  return {
    verdict: 'failed',
    reason: [
      'asked for: status 2xx',
      `sent: curl -i "$OZ_API_HOST/api/folders/" -H 'X-Forensic-Access-Token: {{alice access token 1}}'`,
      `came: status 401, ${text}`,
      "look at: the host's log of X-Request-Id 83740c5f-sample-1-3",
    ].join('\n'),
    sessions: ['idle, checked before its end', 'touched once'],
    evidence: [exchange(3, 401, text)],
  };
}

/** Outcome of a requirement that could not be tested. */
export const untested: Outcome = {
  verdict: 'inconclusive',
  reason: 'OZ_SERVICE_USER_EMAIL and OZ_SERVICE_USER_PASSWORD are not set: a service account is needed',
};
