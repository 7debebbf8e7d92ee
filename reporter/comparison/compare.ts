/** Compares two certificates of a host: what got better, worse, or could no longer be tested. Pure. */
import { dependsOnLuck } from '../../fixtures/catalogue/requirements.ts';
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import { isWaived } from '../../schemas/waived.ts';

type Result = AnyCertificate['requirements'][number];

/**
 * Kind of change of a requirement between two runs. `worse`: it fails now and did not before. `untested`: it was decided
 * before, and now is inconclusive or missing. `better`: it passes or is observed now, and was not before.
 */
export type Kind = 'worse' | 'untested' | 'better' | 'unchanged';

/** A requirement, as two runs show it. */
export interface Change {
  readonly id: string;
  readonly level: Result['level'];
  readonly kind: Kind;
  /** The two verdicts; undefined if a certificate does not have this requirement. */
  readonly before: Result['verdict'] | undefined;
  readonly after: Result['verdict'] | undefined;
  /** Whether the requirement fails in the new run and a waiver covers the failure. */
  readonly waived?: true;
  /** Reason that the new certificate gives. */
  readonly reason: string | undefined;
  /** How often a requirement that depends on luck failed, if it got better or worse. */
  readonly luck?: string;
}

/** Result of a comparison. */
export interface Comparison {
  readonly changes: readonly Change[];
  /** Whether the old run had a verdict for the host and the new run is inconclusive. */
  readonly undecided: boolean;
  /** Sentences that name why the two may differ though the host has not changed. */
  readonly warnings: readonly string[];
}

/** Compares the certificate of an earlier run with that of a later one. */
export function compare(old: AnyCertificate, now: AnyCertificate): Comparison {
  const before = new Map(old.requirements.map((result) => [result.id, result]));
  const gone = new Map(before);
  for (const { id } of now.requirements) gone.delete(id);
  return {
    changes: [
      ...now.requirements.map((result) => change(result, before.get(result.id), result)),
      ...[...gone.values()].map((result) => change(result, result, undefined)),
    ],
    undecided: now.verdict === 'inconclusive' && old.verdict !== 'inconclusive',
    warnings: [...warningsOf(old, now), ...waiversOf(old, now)],
  };
}

/** Tells whether the host got worse. `strict` also counts what could no longer be tested, and failures by luck. */
export function isWorse({ changes, undecided }: Comparison, strict: boolean): boolean {
  if (strict && undecided) return true;
  return changes.some(
    ({ kind, luck }) =>
      (kind === 'worse' && (strict || luck === undefined)) || (strict && kind === 'untested'),
  );
}

function change({ id, level }: Result, old: Result | undefined, now: Result | undefined): Change {
  const [before, after] = [old?.verdict, now?.verdict];
  const waived = now && isWaived(now) ? { waived: true as const } : {};
  const kind = kindOf(before, after);
  const luck = dependsOnLuck(id) ? luckOf(kind, old, now) : {};
  return { id, level, kind, before, after, ...waived, reason: now?.reason, ...luck };
}

/** Says how often a requirement that depends on luck failed, as far as the reason of the failure tells. */
function luckOf(kind: Kind, old: Result | undefined, now: Result | undefined): { luck?: string } {
  const often = (failed: Result | undefined) =>
    /\bin \d+ of \d+ tries\b/.exec(failed?.reason ?? '')?.[0] ?? 'in this one run';
  if (kind === 'worse') return { luck: `failed ${often(now)}, and did not in the run before` };
  if (kind === 'better' && old?.verdict === 'failed')
    return { luck: `failed ${often(old)} in the run before, and did not now` };
  return {};
}

const STATES = { passed: 'good', observed: 'good', failed: 'failed', inconclusive: 'open' } as const;

/** Returns the state of a requirement. One that is missing on a certificate is as open as one that was not tested. */
const stateOf = (verdict: Result['verdict'] | undefined) => (verdict ? STATES[verdict] : 'open');

function kindOf(before: Result['verdict'] | undefined, after: Result['verdict'] | undefined): Kind {
  const [was, is] = [stateOf(before), stateOf(after)];
  if (was === is) return 'unchanged';
  return ({ failed: 'worse', open: 'untested', good: 'better' } as const)[is];
}

function address({ host }: AnyCertificate): string {
  return host.embedded ? 'the embedded reference host' : host.url;
}

function warningsOf(old: AnyCertificate, now: AnyCertificate): string[] {
  const warnings: string[] = [];
  const differ = (what: string, before: string | number, after: string | number) => {
    if (before !== after) warnings.push(`${what} was ${before} and is ${after}`);
  };
  differ('the host', address(old), address(now));
  differ('OZ_SESSION_TTL', old.ttl.session, now.ttl.session);
  differ('OZ_SESSION_LONGLIVE_TTL', old.ttl.longlive, now.ttl.longlive);
  differ('OZ_RESOURCE_PATH', old.host.resourcePath, now.host.resourcePath);
  differ("the suite's version", old.suite.version, now.suite.version);
  if (old.suite.version === now.suite.version)
    differ("the suite's commit", old.suite.commit ?? 'unknown', now.suite.commit ?? 'unknown');
  if (old.run.id === now.run.id) warnings.push('both are certificates of the same run');
  else if (Date.parse(now.run.start) < Date.parse(old.run.start))
    warnings.push('the second run is older than the first: are the two in the wrong order?');
  return warnings;
}

/** Names waivers that began or ceased to count. They change a verdict though nothing changed on the host. */
function waiversOf(old: AnyCertificate, now: AnyCertificate): string[] {
  const [before, after] = [waivedIn(old), waivedIn(now)];
  return [
    ...after.filter((id) => !before.includes(id)).map((id) => `the failure of ${id} is waived, and was not`),
    ...before
      .filter(
        (id) =>
          !after.includes(id) && now.requirements.some((one) => one.id === id && one.verdict === 'failed'),
      )
      .map((id) => `the failure of ${id} was waived, and no longer is`),
  ];
}

const waivedIn = ({ requirements }: AnyCertificate) => requirements.filter(isWaived).map(({ id }) => id);
