/** What a certificate says of the run beside the outcomes: host, suite, periods, traffic and response times. */
import { responseTimesOf } from './response-times.ts';
import { readObservations } from '../../fixtures/experiments/record.ts';
import { readPreflight } from '../../fixtures/preflight/record.ts';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { suiteVersion } from '../../fixtures/evidence/suite-version.ts';
import { embeddedHostUrl, runId, type Settings } from '../../fixtures/settings/read.ts';
import type { RunDetails } from './certificate.ts';
import { commit } from './commit.ts';
import { trafficOf } from './traffic.ts';

/** Returns name, version and commit of this suite. */
export const suiteDetails = () => ({
  name: 'oz-auth-conformance',
  version: suiteVersion(),
  commit: commit(),
});

function tlsOf({ host = '', verified }: Settings): NonNullable<RunDetails['host']['tls']> {
  if (!host.startsWith('https:')) return 'none';
  return verified ? 'verified' : 'not verified';
}

/** Collects the details of the run from its settings and its evidence, as far as the run has come. */
export function runDetails(settings: Settings, start: Date): RunDetails {
  const { host, resourcePath, reportDir, sessionTtl, longliveTtl } = settings;
  const { sessions, version } = readPreflight(reportDir, runId(settings)) ?? {};
  const exchanges = recorded(reportDir);
  const observations = Object.values(readObservations(reportDir, runId(settings)) ?? {});
  const timelines = observations.flatMap(({ timeline }) => timeline ?? []);
  return {
    host: {
      url: host ?? embeddedHostUrl(),
      embedded: host === undefined,
      resourcePath,
      tls: tlsOf(settings),
      ...(version === undefined ? {} : { version }),
      ...(sessions === undefined ? {} : { sessions }),
    },
    ttl: { session: sessionTtl, longlive: longliveTtl },
    suite: suiteDetails(),
    run: {
      id: runId(settings),
      start: start.toISOString(),
      end: new Date().toISOString(),
      ...trafficOf(exchanges),
    },
    figures: responseTimesOf(exchanges),
    ...(timelines.length > 0 ? { timelines } : {}),
    waivers: settings.waivers,
  };
}

/** Returns the details for a run that was not made, because its settings could not be read. */
export function detailsWithoutRun(start: Date): RunDetails {
  return {
    host: { url: '', embedded: false, resourcePath: '', tls: 'none' },
    ttl: { session: 0, longlive: 0 },
    suite: suiteDetails(),
    run: {
      id: runId({ name: undefined }),
      start: start.toISOString(),
      end: new Date().toISOString(),
      ...trafficOf([]),
    },
  };
}
