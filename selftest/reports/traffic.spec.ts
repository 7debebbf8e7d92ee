/** Tests how the traffic of a run is counted, and how a certificate shows it. */
import { trafficInWords, trafficOf } from '../../reporter/certificate/traffic.ts';
import { certificatePage } from '../../reporter/page/certificate-page.ts';
import { describeCertificate } from '../../reporter/terminal/table.ts';
import { mismatches } from '../../schemas/index.ts';
import { expect, test } from '../tools/certify.ts';
import { entry, refresh, refused, resource } from '../tools/entries.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

test('each number counts what it says', () => {
  const counts = trafficOf([
    entry(0, { issuedPair: true }),
    entry(1, { ...refused, wrongLogin: true }),
    // A wrong login counts as wrong even if the host grants it.
    entry(2, { issuedPair: true, wrongLogin: true }),
    entry(3, { method: 'PUT', status: 405 }),
    entry(4, { path: '/api/authorize/auth' }),
    entry(5, refresh),
    entry(6, { ...resource, ...refused }),
    entry(7, { ...resource, status: 503 }),
    entry(8, { ...resource, status: 429, notTheApi: 'it asks for fewer requests' }),
  ]);

  expect(counts).toEqual({
    requests: 9,
    sessions: 3,
    logins: 2,
    wrongLogins: 2,
    refusals: 4,
    mostLoginsInAMinute: 5,
  });
});

/** Counts the most logins in a minute for logins at these moments, in seconds, with other requests between them. */
function most(...moments: readonly number[]): number {
  const logins = moments.map((moment) => entry(moment));
  return trafficOf([...logins, entry(50, resource), entry(50, refresh)]).mostLoginsInAMinute;
}

test('the most logins in a minute are those of any minute, whatever was sent between them', () => {
  expect(most()).toBe(0);
  expect(most(0)).toBe(1);
  expect(most(0, 59.9)).toBe(2);
  expect(most(0, 60)).toBe(1);
  expect(most(0, 50, 61, 70, 109.9, 111, 200)).toBe(4);
  // The evidence has exchanges in the order of their answers, which may differ from that of the requests.
  expect(most(109.9, 70, 200, 50, 0, 111, 61)).toBe(4);
});

test('they are shown, as far as a certificate has them', () => {
  const certificate = sampleCertificate();
  const words = '410 requests, 110 sessions (64 logins, at most 69 tried in a minute), 124 refusals provoked';
  const { id, start, end, requests, sessions } = certificate.run;
  const older = { ...certificate, run: { id, start, end, requests, sessions } };

  const shown = (one: typeof older) =>
    describeCertificate(one, { file: 'certificate.json', coloured: false });

  expect(shown(certificate)).toContain(`  ${words}; where the page is silent, `);
  expect(certificatePage(certificate, 'ab'.repeat(32))).toContain(`${words}, 7 logins wrong on purpose`);
  expect(mismatches('certificate', older)).toEqual([]);
  expect(shown(older)).toContain('  410 requests, 110 sessions; where the page is silent, ');
  expect(certificatePage(older, 'ab'.repeat(32))).not.toContain('wrong on purpose');
  expect(trafficInWords({ ...certificate.run, requests: 1, sessions: 1, logins: 1, refusals: 1 })).toBe(
    '1 request, 1 session (1 login, at most 69 tried in a minute), 1 refusal provoked',
  );
});
