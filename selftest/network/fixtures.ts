/** Fixtures that tell what must be corrected before a host can be tested, without a whole run. */
import type { APIRequest } from '@playwright/test';
import { examine } from '../../bin/doctor/examine.ts';
import type { Finding } from '../../bin/doctor/finding.ts';
import { parseHost } from '../../fixtures/settings/parse.ts';
import { lookAtHosts } from '../../fixtures/preflight/preflight.ts';
import { type Preflight, readPreflight } from '../../fixtures/preflight/record.ts';
import { withRelay } from '../../fixtures/accounts/hosts-under-test.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { settingsFor, test as base } from '../tools/certify.ts';
import { Authority, type Identity, written } from './certificates.ts';
import { forwardProxy } from './forward-proxy.ts';

/** Creates a host that conforms. */
export const host = () => referenceHost(accounts, { ttl: 3, longliveTtl: 157_680_000 });

/** Returns what the preflight finds on a host with these settings. */
async function preflightOf(
  request: APIRequest,
  values: Readonly<Record<string, string>>,
  reportDir: string,
): Promise<Preflight | undefined> {
  const host = parseHost({ ...values, OZ_REPORT_DIR: reportDir });
  return withRelay(request, [host], async (runs) => {
    // The error is the same as in the record.
    await lookAtHosts(runs).catch(() => undefined);
    return runs.map(({ id }) => readPreflight(reportDir, id))[0];
  });
}

interface Fixtures {
  ca: Authority;
  right: Identity;
  me: Identity;
  /** Returns what the preflight finds on this host. */
  look: (url: string, values?: Readonly<Record<string, string>>) => Promise<Preflight | undefined>;
  /** Returns what must be corrected before this host can be tested; undefined if nothing must. */
  stop: (url: string, values?: Readonly<Record<string, string>>) => Promise<string | undefined>;
  /** Returns the findings of the doctor on this host. */
  ask: (url: string, values?: Readonly<Record<string, string>>) => Promise<Finding[]>;
  forward: typeof forwardProxy;
  /** Writes a text to a file of the test; returns its path. */
  file: (name: string, text: string) => string;
}

export const test = base.extend<Fixtures>({
  // A worker fixture would need workers of its own; making a CA takes only milliseconds.
  ca: async ({}, use) => use(await Authority.create('Private CA')),
  right: async ({ ca }, use) => use(await ca.issue()),
  me: async ({ ca }, use) => use(await ca.issue({ names: ['tester'] })),
  look: async ({ playwright }, use, testInfo) => {
    let count = 0;
    await use((url, values = {}) =>
      preflightOf(
        playwright.request,
        { ...settingsFor(url), ...values },
        testInfo.outputPath(`report-${++count}`),
      ),
    );
  },
  stop: async ({ look }, use) => use(async (url, values) => (await look(url, values))?.stopped),
  ask: async ({ playwright }, use) =>
    use(async (url, values = {}) => {
      const found: Finding[] = [];
      const host = parseHost({ ...settingsFor(url), ...values });
      await examine(host, playwright.request, (one) => found.push(one));
      return found;
    }),
  forward: async ({}, use) => {
    const stops: Array<() => Promise<void>> = [];
    await use(async (rules) => {
      const proxy = await forwardProxy(rules);
      stops.push(proxy.close);
      return proxy;
    });
    for (const stop of stops) await stop();
  },
  file: async ({}, use, testInfo) => use((name, text) => written(testInfo.outputPath(name), text)),
});
