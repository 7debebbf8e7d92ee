/** A run of the product against hosts of the matrix, as a user makes it, and what the run said of each host. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accounts } from '../../host/reference/accounts.ts';
import type { Periods } from '../../host/variants/variant.ts';
import type { Certificate } from '../../schemas/index.ts';
import { certificateIn, settingsFor, show, start } from '../tools/product.ts';
import type { MatrixHost } from './hosts.ts';
import { behindSlowNetwork } from './slow-network.ts';

/** What the suite said of a host. */
export interface HostResult {
  readonly name: string;
  readonly verdict: Certificate['verdict'];
  /** Ids that failed, sorted. */
  readonly failed: readonly string[];
  /** Ids that could not be tested. */
  readonly inconclusive: readonly string[];
  /** MUSTs that could not be tested, with the reason. */
  readonly untested: Readonly<Record<string, string>>;
  /** Ids that an answer of the run breaks by the model of the page; undefined if the run was not held against it. */
  readonly brokenByModel: readonly string[] | undefined;
  /** Seconds from the first request to the last. */
  readonly seconds: number;
}

/** How a run is made. */
export interface MatrixRunOptions {
  /** OZ_SESSION_TTL of every host that has no TTL of its own, in seconds. */
  readonly ttl: number;
  /** Most seconds by which the network delays a round trip. */
  readonly delay: number;
  readonly reportDir: string;
  /** Requirements to test, by the tag of their tests; all if left out. */
  readonly only?: { readonly tag: string; readonly ids: ReadonlySet<string> };
  /** Further settings of every host. */
  readonly settings?: Readonly<Record<string, string>>;
}

const LONGLIVE_TTL = 157_680_000;

/** Settings whose values the fleet's file takes from environment variables. */
const PASSWORDS = ['OZ_USER_PASSWORD', 'OZ_OTHER_USER_PASSWORD', 'OZ_SERVICE_USER_PASSWORD'] as const;
const variables = Object.fromEntries(
  PASSWORDS.map((name, nth) => [`MATRIX_${name}`, accounts[nth]?.password ?? '']),
);

function periodsOf({ periods = {} }: MatrixHost, { ttl }: MatrixRunOptions): Periods {
  return { ttl, longliveTtl: LONGLIVE_TTL, ...periods };
}

function settingsOf(url: string, { ttl, longliveTtl }: Periods): Record<string, string> {
  const settings = { ...settingsFor(url), OZ_SESSION_TTL: String(ttl) };
  return { ...settings, OZ_SESSION_LONGLIVE_TTL: String(longliveTtl) };
}

/** Returns the settings for bad input: much where it must show a fault, a little on right hosts, the same in each run. */
function fuzzOf({ right, fails }: MatrixHost): Record<string, string> {
  const requests = fails.includes('security.bad-input') ? 80 : right ? 20 : 0;
  return { OZ_FUZZ_SEED: '1', OZ_FUZZ_REQUESTS: String(requests) };
}

/** Returns the settings for walks: long on hosts whose fault only walks show, short on others, which must not fail by them. */
function exploreOf({ name, right }: MatrixHost): Record<string, string> {
  const requests = name.startsWith('history-') ? 600 : right ? 60 : 30;
  return { OZ_EXPLORE_SEED: '1', OZ_EXPLORE_REQUESTS: String(requests) };
}

/** Runs the product against all of these hosts at once, and returns what the run said of each. */
export async function runFleet(
  hosts: readonly MatrixHost[],
  options: MatrixRunOptions,
): Promise<HostResult[]> {
  const { reportDir, delay } = options;
  const served = await Promise.all(
    hosts.map(async (host) => {
      const direct = await host.serve(periodsOf(host, options));
      return { host, ...(delay > 0 ? await behindSlowNetwork(direct, delay) : direct) };
    }),
  );
  try {
    const entries = served.map(({ host, url }) => {
      const secrets = PASSWORDS.map((name) => [name, { env: `MATRIX_${name}` }]);
      const own = {
        ...settingsOf(url, periodsOf(host, options)),
        ...fuzzOf(host),
        ...exploreOf(host),
        ...options.settings,
      };
      return [host.name, { ...own, ...Object.fromEntries(secrets) }];
    });
    mkdirSync(reportDir, { recursive: true });
    const file = path.join(reportDir, 'fleet.yaml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ hosts: Object.fromEntries(entries) }, null, 1));
    const child = start({ ...variables, OZ_REPORT_DIR: reportDir }, [
      '--fleet',
      file,
      ...(options.only ? ['--grep', options.only.tag] : []),
    ]);
    let errors = '';
    child.stdout.resume();
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    await new Promise((resolve) => child.on('close', resolve));
    if (errors !== '') throw new Error(errors);
    return hosts.map(({ name }) => resultOf(name, path.join(reportDir, name), options.only?.ids));
  } finally {
    await Promise.all(served.map(({ close }) => close()));
  }
}

/** Runs the product against one host, with its output on the terminal. */
export async function runOne(host: MatrixHost, options: MatrixRunOptions): Promise<HostResult> {
  const direct = await host.serve(periodsOf(host, options));
  const { url, close } = options.delay > 0 ? await behindSlowNetwork(direct, options.delay) : direct;
  try {
    await show({
      ...settingsOf(url, periodsOf(host, options)),
      ...fuzzOf(host),
      ...exploreOf(host),
      OZ_REPORT_DIR: options.reportDir,
    });
    return resultOf(host.name, options.reportDir);
  } finally {
    await close();
  }
}

function resultOf(name: string, reportDir: string, only?: ReadonlySet<string>): HostResult {
  const certificate = certificateIn(reportDir);
  const having = (verdict: string) => certificate.requirements.filter((one) => one.verdict === verdict);
  const sent = certificate.requirements
    .flatMap(({ evidence = [] }) => evidence)
    .map(({ sentAt }) => Date.parse(sentAt));
  return {
    name,
    verdict: certificate.verdict,
    failed: having('failed')
      .map(({ id }) => id)
      .toSorted(),
    inconclusive: having('inconclusive').map(({ id }) => id),
    untested: Object.fromEntries(
      having('inconclusive')
        .filter(({ id, level }) => level === 'MUST' && (only?.has(id) ?? true))
        .map(({ id, reason = '' }) => [id, reason]),
    ),
    brokenByModel: brokenIn(certificate.requirements.find(({ id }) => id === 'observed.whole-run')),
    seconds: sent.length === 0 ? 0 : (Math.max(...sent) - Math.min(...sent)) / 1000,
  };
}

/** Reads which requirements the model says are broken; undefined if it was not asked. */
function brokenIn(observed: Certificate['requirements'][number] | undefined): string[] | undefined {
  if (observed?.verdict !== 'observed') return undefined;
  const [, ids] = /some of these break ([^;]+)/.exec(observed.reason ?? '') ?? [];
  return ids?.split(', ') ?? [];
}
