/** A certificate made without a run, for tests of what comes after one. */
import type { Outcome } from '../fixtures/outcome-log.ts';
import { type RequirementId, requirementIds } from '../fixtures/requirements.ts';
import { makeCertificate } from '../reporter/certificate.ts';
import type { Certificate } from '../schemas/index.ts';

/** What the host under test said of itself. */
export const HOST = 'https://api.example.com/';

/** Every requirement passed but for these. */
export function sampleCertificate(
  outcomes: Partial<Record<RequirementId, Outcome>> = {},
  run: Partial<Certificate['run']> = {},
): Certificate {
  const all = requirementIds.map((id) => [id, outcomes[id] ?? { verdict: 'passed' }] as const);
  return makeCertificate(
    {
      host: { url: HOST, embedded: false, resourcePath: '/api/folders/' },
      ttl: { session: 900, longlive: 157_680_000 },
      suite: { name: 'oz-auth-conformance', version: '0.1.0', commit: null },
      run: {
        id: '83740c5f',
        start: '2026-11-24T04:02:58.687Z',
        end: '2026-11-24T04:18:55.921Z',
        sessions: 110,
        requests: 410,
        ...run,
      },
    },
    { outcomes: new Map(all) },
  );
}
