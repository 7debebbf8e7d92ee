/** What a certificate says of the run itself, beside its outcomes. */
import { figuresOf } from './response-times.ts';
import { readObservations } from '../../fixtures/experiments/record.ts';
import { readPreflight } from '../../fixtures/preflight/record.ts';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { suiteVersion } from '../../fixtures/evidence/suite-version.ts';
import { embeddedHostUrl, runId, type Settings } from '../../fixtures/settings/read.ts';
import type { About } from './certificate.ts';
import { commit } from './commit.ts';
import { countsOf } from './counts.ts';

/** The suite itself. */
export const aboutSuite = () => ({ name: 'oz-auth-conformance', version: suiteVersion(), commit: commit() });

function tlsOf({ host = '', verified }: Settings): NonNullable<About['host']['tls']> {
  if (!host.startsWith('https:')) return 'none';
  return verified ? 'verified' : 'not verified';
}

/** The run as it stands now. */
export function aboutRun(settings: Settings, start: Date): About {
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
    suite: aboutSuite(),
    run: {
      id: runId(settings),
      start: start.toISOString(),
      end: new Date().toISOString(),
      ...countsOf(exchanges),
    },
    figures: figuresOf(exchanges),
    ...(timelines.length > 0 ? { timelines } : {}),
    waivers: settings.waivers,
  };
}

/** A run that was not made, as its settings could not be read. */
export function aboutNothing(start: Date): About {
  return {
    host: { url: '', embedded: false, resourcePath: '', tls: 'none' },
    ttl: { session: 0, longlive: 0 },
    suite: aboutSuite(),
    run: {
      id: runId({ name: undefined }),
      start: start.toISOString(),
      end: new Date().toISOString(),
      ...countsOf([]),
    },
  };
}
