/** A certificate made without a run, for self-tests of the reporter and of the programs that read certificates. */
import type { Outcome } from '../../fixtures/judgement/outcome-log.ts';
import { type RequirementId, requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { type RunDetails, makeCertificate } from '../../reporter/certificate/certificate.ts';
import type { Certificate } from '../../schemas/index.ts';

/** Base URL of the host on the certificate. */
export const HOST = 'https://api.example.com/';
/** Beginning of the run on the certificate. */
export const START = '2026-11-24T04:02:58.687Z';

/** Changes to the details of the run. */
interface Changes extends Partial<Omit<RunDetails, 'run'>> {
  readonly run?: Partial<Certificate['run']>;
}

const usual = (id: RequirementId): Outcome =>
  requirements[id].level === 'OBSERVED'
    ? { verdict: 'observed', reason: 'a login: 200, a pair' }
    : { verdict: 'passed' };

/** Makes a certificate on which every requirement has passed except these. */
export function sampleCertificate(
  outcomes: Readonly<Partial<Record<RequirementId, Outcome>>> = {},
  { run, ...changes }: Changes = {},
): Certificate {
  const all = requirementIds.map((id) => [id, outcomes[id] ?? usual(id)] as const);
  return makeCertificate(
    {
      host: { url: HOST, embedded: false, resourcePath: '/api/folders/', sessions: 'several' },
      ttl: { session: 900, longlive: 157_680_000 },
      suite: { name: 'oz-auth-conformance', version: '0.1.0', commit: null },
      run: {
        id: '83740c5f',
        start: START,
        end: '2026-11-24T04:18:55.921Z',
        sessions: 110,
        requests: 410,
        logins: 64,
        wrongLogins: 7,
        refusals: 124,
        mostLoginsInAMinute: 69,
        ...run,
      },
      ...changes,
    },
    { outcomes: new Map(all) },
  );
}
