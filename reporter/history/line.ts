/** A run as one line of a history. Pure. */
import { inOneLine } from '../../fixtures/evidence/printable.ts';
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import { type HistoryLine, mismatches } from '../../schemas/index.ts';
import { waiversCounted } from '../../schemas/waived.ts';
import { outcomeOf } from '../certificate/outcome.ts';

/** Most characters of a version and of an address that a line keeps, as anybody may have made the certificate. */
const [VERSION_KEPT, URL_KEPT] = [100, 500];

/** Makes the line of a run. */
export function historyLine(certificate: AnyCertificate): HistoryLine {
  const { run, host, suite, verdict, requirements } = certificate;
  // In a fleet, the id of a run ends with the name of its host.
  const [, name] = /^[^.]*\.(.+)$/s.exec(run.id) ?? [];
  return {
    run: { id: run.id, start: run.start, end: run.end },
    host: {
      ...(name === undefined ? {} : { name: inOneLine(name, URL_KEPT) }),
      url: inOneLine(host.url, URL_KEPT),
      embedded: host.embedded,
      ...(host.version === undefined ? {} : { version: inOneLine(host.version, VERSION_KEPT) }),
    },
    suite: { version: inOneLine(suite.version, VERSION_KEPT), commit: suite.commit },
    verdict,
    waived: waiversCounted(requirements),
    outcomes: Object.fromEntries(requirements.map((one) => [one.id, outcomeOf(one)])),
  };
}

function isHistoryLine(value: unknown): value is HistoryLine {
  return mismatches('history-line', value).length === 0;
}

/** Tells whether a value is a line of a history whose run began on a day of the calendar. */
export function isLine(value: unknown): value is HistoryLine {
  return isHistoryLine(value) && !Number.isNaN(Date.parse(value.run.start));
}

/** Returns what names the host of a line in the history. The embedded host has another port in each run. */
export function hostOf({ host }: HistoryLine): string {
  if (host.name !== undefined) return host.name;
  return host.embedded ? 'the reference host' : host.url;
}
