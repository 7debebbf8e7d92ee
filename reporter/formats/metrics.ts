/** `metrics.prom`: the certificates of a run as gauges for Prometheus. */
import path from 'node:path';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';
import type { Certificate } from '../../schemas/index.ts';
import { isWaived, waiversCounted } from '../../schemas/waived.ts';
import { type Gauge, openMetrics, type Sample } from './openmetrics.ts';
import type { HostCertificate } from './step-summary.ts';

/** Name of the file in the report folder of a run. */
export const METRICS = 'metrics.prom';

const VERDICTS = ['conformant', 'nonconformant', 'inconclusive'] as const;

/** Verdicts that a requirement of each level can have. Counts of zero are written too, so that no line of a graph breaks off. */
const VERDICTS_BY_LEVEL = {
  MUST: ['passed', 'failed', 'inconclusive'],
  SHOULD: ['passed', 'failed', 'inconclusive'],
  OBSERVED: ['observed', 'inconclusive'],
} as const;

const STATISTICS = ['median', 'p95', 'worst'] as const;

/** What a run sent to its host, by the gauge that counts it. Older certificates lack some of the counts. */
const TRAFFIC = {
  requests: 'Requests that the last run sent.',
  sessions: 'Sessions that the last run was given, for logins and for refreshes.',
  logins: 'Logins of the last run that brought a session.',
  refusals: 'Answers with a status of 4xx in the last run.',
} as const;

/** Name of the host in a run that was not made, because its settings could not be read. */
const UNKNOWN = 'unknown';

/** Returns what names the host in every sample. The embedded host has another port in each run. */
function hostLabel({ name, certificate: { host } }: HostCertificate): string {
  if (name !== undefined) return name;
  return host.embedded ? 'embedded' : host.url || UNKNOWN;
}

/** Returns the moment in seconds since 1970. */
const since1970 = (date: string) => Date.parse(date) / 1000;

function requirementCounts({ requirements }: Certificate): Sample[] {
  const levels = ['MUST', 'SHOULD', 'OBSERVED'] as const;
  return levels.flatMap((level) =>
    VERDICTS_BY_LEVEL[level].map((verdict) => ({
      labels: { level, verdict },
      value: requirements.filter((one) => one.level === level && one.verdict === verdict).length,
    })),
  );
}

const single = (value: number | undefined): Sample[] => (value === undefined ? [] : [{ labels: {}, value }]);

/** Makes the gauges of a run. */
function gaugesOf(hosts: readonly HostCertificate[]): Gauge[] {
  const gauge = (
    name: string,
    help: string,
    samplesOf: (certificate: Certificate) => readonly Sample[],
    unit?: 'seconds',
  ): Gauge => ({
    name: `oz_auth_conformance_${name}`,
    help,
    ...(unit === undefined ? {} : { unit }),
    samples: hosts.flatMap((one) =>
      samplesOf(one.certificate).map(({ labels, value }) => ({
        labels: { host: hostLabel(one), ...labels },
        value,
      })),
    ),
  });
  return [
    gauge('verdict', 'Whether the last run came to this verdict (1) or not (0).', ({ verdict }) =>
      VERDICTS.map((one) => ({ labels: { verdict: one }, value: one === verdict ? 1 : 0 })),
    ),
    gauge('requirements', 'Requirements of this level that came to this verdict.', requirementCounts),
    gauge('waived_requirements', 'Failed MUSTs that are waived.', ({ requirements }) =>
      single(waiversCounted(requirements)),
    ),
    gauge('requirement_failed', 'A requirement that failed in the last run.', ({ requirements }) =>
      requirements
        .filter(({ verdict }) => verdict === 'failed')
        .map((one) => ({
          labels: { requirement: one.id, level: one.level, waived: String(isWaived(one)) },
          value: 1,
        })),
    ),
    gauge(
      'answer_seconds',
      'How long the host took to answer.',
      ({ figures = [] }) =>
        figures.flatMap((figure) =>
          STATISTICS.map((statistic) => ({
            labels: { endpoint: figure.endpoint, statistic },
            value: figure[statistic],
          })),
        ),
      'seconds',
    ),
    ...(['requests', 'sessions', 'logins', 'refusals'] as const).map((what) =>
      gauge(`run_${what}`, TRAFFIC[what], ({ run }) => single(run[what])),
    ),
    gauge(
      'run_start_timestamp_seconds',
      'When the last run began, in seconds since 1970.',
      ({ run }) => single(since1970(run.start)),
      'seconds',
    ),
    gauge(
      'run_end_timestamp_seconds',
      'When the last run ended, in seconds since 1970.',
      ({ run }) => single(since1970(run.end)),
      'seconds',
    ),
    gauge(
      'session_ttl_seconds',
      'OZ_SESSION_TTL, as the run was told.',
      ({ ttl }) => single(ttl.session),
      'seconds',
    ),
    gauge('info', 'What was tested, and by which version of the suite.', ({ host, suite }) => [
      {
        labels: {
          url: host.embedded ? '' : host.url,
          version: host.version ?? '',
          suite_version: suite.version,
          suite_commit: suite.commit ?? '',
        },
        value: 1,
      },
    ]),
  ];
}

/** Writes the metrics of a run in the text format of OpenMetrics. */
export function metricsText(hosts: readonly HostCertificate[]): string {
  return openMetrics(gaugesOf(hosts));
}

/**
 * Replaces the metrics in this folder by those of a run.
 * @throws {Error} if the file cannot be written.
 */
export function writeMetrics(folder: string, hosts: readonly HostCertificate[]): void {
  writeWhole(path.join(folder, METRICS), metricsText(hosts));
}
