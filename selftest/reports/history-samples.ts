/** Samples for tests of histories: 90 nights with three changes, a night on which the host was down, and nights without a run. */
import type { Outcome } from '../../fixtures/judgement/outcome-log.ts';
import { requirementIds } from '../../fixtures/catalogue/requirements.ts';
import { historyLine } from '../../reporter/history/line.ts';
import type { HistoryLine } from '../../schemas/index.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';
import { failure } from './page-samples.ts';

type Outcomes = NonNullable<Parameters<typeof sampleCertificate>[0]>;

/** The requirement that fails from the first change to the second. */
export const OLD_TOKEN = 'refresh.old-access-token-dies';

const inconclusive: Outcome = { verdict: 'inconclusive', reason: 'The host does not answer.' };
const down: Outcomes = Object.fromEntries(requirementIds.map((id) => [id, inconclusive]));

/** A release of the host: the first night that has it, its version, and how it deviates. */
const RELEASES = [
  { from: 0, version: '7.3.1', outcomes: {} },
  {
    from: 31,
    version: '7.4.0',
    outcomes: { [OLD_TOKEN]: failure('[]'), 'access.requires-token': failure('[]') },
  },
  { from: 52, version: '7.4.1', outcomes: {} },
  { from: 74, version: '7.5.0', outcomes: { 'error.codes': failure('{"error_code": 1}') } },
] as const;

/** Returns when the nth night begins. */
export const startOf = (nth: number) => new Date(Date.UTC(2026, 7, 27 + nth, 2, 17)).toISOString();

/** Makes the line of the nth night of a host; without a name, of a single one. */
export function nightOf(nth: number, name?: string): HistoryLine {
  const release = RELEASES.findLast(({ from }) => from <= nth) ?? RELEASES[0];
  const usual: Outcomes = { 'observed.token-case': inconclusive, ...release.outcomes };
  const certificate = sampleCertificate(nth === 63 ? down : usual, {
    host: {
      url: 'https://api.example.com/',
      embedded: false,
      resourcePath: '/api/folders/',
      ...(nth === 63 ? {} : { version: release.version }),
    },
    run: { id: `night${nth}${name === undefined ? '' : `.${name}`}`, start: startOf(nth) },
  });
  return historyLine(certificate);
}

/** Nights of a host, of which the 12th to the 14th had no run. */
export const nights = (name?: string): HistoryLine[] =>
  Array.from({ length: 90 }, (_, nth) => nth)
    .filter((nth) => nth < 11 || nth > 13)
    .map((nth) => nightOf(nth, name));
