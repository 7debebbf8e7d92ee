/** What a certificate says of the run beside the outcomes: host, suite, periods, traffic and response times. */
import { responseTimesOf } from './response-times.ts';
import { readObservations } from '../../fixtures/experiments/record.ts';
import { readPreflight } from '../../fixtures/preflight/record.ts';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { type RunEnd, readRunEnd } from '../../fixtures/evidence/run-end.ts';
import { suiteVersion } from '../../fixtures/evidence/suite-version.ts';
import { embeddedHostUrl, runId, type Settings } from '../../fixtures/settings/read.ts';
import type { RunDetails } from './certificate.ts';
import { commit } from './commit.ts';
import { bytesIn, CERTIFICATE_FILES, sha256 } from './files.ts';
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

/** Says of what run a replay makes the verdict again; returns undefined for a run. */
function rejudgementOf(settings: Settings): RunDetails['rejudgement'] {
  const { replayOf } = settings;
  if (replayOf === undefined) return undefined;
  const original = bytesIn(replayOf, CERTIFICATE_FILES[0]);
  return {
    at: new Date().toISOString(),
    suite: readRunEnd(replayOf, runId(settings))?.suite ?? null,
    ...(original ? { certificate: sha256(original) } : {}),
  };
}

/**
 * Returns when a run began and ended: now, unless it is replayed.
 * @param began when this process began the run.
 */
export function timesOf(settings: Settings, began: Date): Pick<RunEnd, 'start' | 'end' | 'stopped'> {
  const { replayOf } = settings;
  if (replayOf === undefined) return { start: began.toISOString(), end: new Date().toISOString() };
  const recordedEnd = readRunEnd(replayOf, runId(settings));
  if (recordedEnd) return recordedEnd;
  const exchanges = recorded(replayOf);
  const first = exchanges[0]?.sentAt ?? began.toISOString();
  const last = exchanges.at(-1)?.moments.cameAt ?? first;
  return { start: first, end: last, stopped: 'The run did not come to its end.' };
}

/** Collects the details of the run from its settings and its evidence, as far as the run has come. */
export function runDetails(settings: Settings, began: Date): RunDetails {
  const { host, resourcePath, reportDir, sessionTtl, longliveTtl } = settings;
  const { sessions, version } = readPreflight(reportDir, runId(settings)) ?? {};
  const exchanges = recorded(reportDir);
  const observations = Object.values(readObservations(reportDir, runId(settings)) ?? {});
  const { start, end } = timesOf(settings, began);
  const rejudgement = rejudgementOf(settings);
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
    ...(rejudgement ? { rejudgement } : {}),
    run: {
      id: runId(settings),
      start,
      end,
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
