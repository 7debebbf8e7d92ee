/** Makes the overview of a fleet from its certificates and the overview of its last run. Pure. */
import { outcomeOf } from '../certificate/outcome.ts';
import { compare, type Change } from '../comparison/compare.ts';
import { shortened } from '../../fixtures/evidence/printable.ts';
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import type { Difference, HostInOverview, Overview, Since } from '../../schemas/index.ts';
import { waiversCounted } from '../../schemas/waived.ts';

/** A certificate with the name of its host in the fleet, and its folder relative to that of the overview. */
export interface FoundCertificate {
  readonly name: string;
  readonly folder: string;
  readonly certificate: AnyCertificate;
}

/** Facts about the fleet beside the certificates. */
export type Circumstances = Pick<Overview, 'made' | 'suite'> & {
  /** Names of all hosts of the fleet, as far as they are known. */
  readonly expected: readonly string[];
  /** Whether this run tests a part of the fleet, so that hosts without a certificate are not missing. */
  readonly part: boolean;
  readonly previous: Overview | undefined;
};

/** Most characters of a reason that an overview keeps. The certificate has the whole reason. */
const REASON_KEPT = 400;

/** Most characters of a version that an overview keeps, as anybody may have made the certificate. */
const VERSION_KEPT = 100;

/** Makes the overview. In a whole fleet, hosts that were expected and left no certificate are listed as missing. */
export function makeOverview(
  found: readonly FoundCertificate[],
  { made, suite, expected, part, previous }: Circumstances,
): Overview {
  const hosts = found.map((one) => entryOf(one, previous));
  const names = [...new Set([...expected, ...found.map(({ name }) => name)])];
  const missing = part ? [] : names.filter((name) => !found.some((one) => one.name === name));
  return {
    verdict: verdictOf(hosts, missing),
    made,
    suite: { version: suite.version, commit: suite.commit },
    expected: names,
    missing,
    hosts,
    differences: differencesOf(hosts),
  };
}

function verdictOf(hosts: readonly HostInOverview[], missing: readonly string[]): Overview['verdict'] {
  if (hosts.some(({ verdict }) => verdict === 'nonconformant')) return 'nonconformant';
  const all = hosts.length > 0 && hosts.every(({ verdict }) => verdict === 'conformant');
  return all && missing.length === 0 ? 'conformant' : 'inconclusive';
}

function entryOf(
  { name, folder, certificate }: FoundCertificate,
  previous: Overview | undefined,
): HostInOverview {
  const { verdict, summary, host, ttl, suite, run, requirements } = certificate;
  const since = sinceOf(
    certificate,
    previous?.hosts.find((one) => one.name === name),
  );
  return {
    name,
    folder,
    verdict,
    waived: waiversCounted(requirements),
    ...(summary === undefined ? {} : { summary }),
    // Fields are picked one by one, because the certificate has more than an overview needs.
    host: {
      url: host.url,
      embedded: host.embedded,
      resourcePath: host.resourcePath,
      ...(host.version === undefined ? {} : { version: shortened(host.version, VERSION_KEPT) }),
    },
    ttl: { session: ttl.session, longlive: ttl.longlive },
    suite: { version: suite.version, commit: suite.commit },
    run: { id: run.id, start: run.start, end: run.end },
    requirements: requirements.map(({ id, level, verdict, waiver }) => ({
      id,
      level,
      verdict,
      ...(waiver ? { waiver: { state: waiver.state } } : {}),
    })),
    ...(since ? { since } : {}),
  };
}

function sinceOf(now: AnyCertificate, before: HostInOverview | undefined): Since | undefined {
  // The same run as in the last overview: its changes since the run before still stand.
  if (!before || before.run.id === now.run.id) return before?.since;
  const { changes, warnings } = compare(before, now);
  return {
    run: { id: before.run.id, start: before.run.start },
    changes: changes.flatMap(changeOf),
    warnings: [...warnings],
  };
}

function changeOf({ id, level, kind, before, after, waived, reason }: Change): Since['changes'] {
  if (kind === 'unchanged') return [];
  return [
    {
      id,
      level,
      kind,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      ...(waived ? { waived } : {}),
      ...(reason === undefined ? {} : { reason: shortened(reason, REASON_KEPT) }),
    },
  ];
}

type Outcome = Difference['outcomes'][number]['outcome'];

/** Returns how a requirement ended on this host. */
function outcomeOn({ requirements }: HostInOverview, id: string): Outcome {
  const result = requirements.find((one) => one.id === id);
  return result ? outcomeOf(result) : 'absent';
}

function differencesOf(hosts: readonly HostInOverview[]): Difference[] {
  const known = new Map(hosts.flatMap(({ requirements }) => requirements.map((one) => [one.id, one.level])));
  return [...known].flatMap(([id, level]) => {
    const outcomes = new Map<Outcome, string[]>();
    for (const host of hosts) {
      const outcome = outcomeOn(host, id);
      outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), host.name]);
    }
    if (outcomes.size < 2) return [];
    return [{ id, level, outcomes: [...outcomes].map(([outcome, of]) => ({ outcome, hosts: of })) }];
  });
}
