/** Samples for tests of overviews: certificates of hosts, and the facts about their fleet. */
import type { Circumstances, FoundCertificate } from '../../reporter/fleet/overview.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

export type Outcomes = NonNullable<Parameters<typeof sampleCertificate>[0]>;

export const MUST = 'refresh.lifetime';
const SUITE = { version: '0.1.0', commit: null };

/** Returns the facts about a fleet, with these changes. */
export const circumstances = (changes: Partial<Circumstances> = {}): Circumstances => ({
  made: '2026-11-24T05:00:00.000Z',
  suite: SUITE,
  expected: [],
  part: false,
  previous: undefined,
  ...changes,
});

/** Makes the certificate of a host in the nth run of its fleet. */
export const sampleOf = (name: string, outcomes: Outcomes = {}, run = 1) =>
  sampleCertificate(outcomes, {
    run: { id: `run${run}.${name}`, start: `2026-11-2${run}T04:00:00.000Z` },
  });

/** Makes such a certificate, found in a folder of the host's name. */
export const host = (name: string, outcomes?: Outcomes, run?: number): FoundCertificate => ({
  name,
  folder: name,
  certificate: sampleOf(name, outcomes, run),
});
