/** Playwright fixtures for self-tests: a run of `npm run certify` as a user makes it, and hosts that listen. */
import { test as base } from '@playwright/test';
import { listen, type Listening, type Wire } from '../../host/reference/http.ts';
import type { Host } from '../../host/reference/routes.ts';
import type { Certificate } from '../../schemas/index.ts';
import { certificateIn, start, type Values } from './product.ts';

export { certificateIn, program, ROOT, settingsFor, start } from './product.ts';

/** A run that has ended. */
export interface Certified {
  readonly code: number | null;
  /** Output of the run, both streams. */
  readonly output: string;
  readonly reportDir: string;
  readonly certificate: Certificate;
  /** Returns the ids of the requirements with this verdict, sorted. */
  readonly ids: (verdict: string, level?: string) => string[];
}

/** Runs the product to its end. */
async function certify(values: Values, reportDir: string, args: readonly string[]): Promise<Certified> {
  const child = start({ ...values, OZ_REPORT_DIR: reportDir }, args);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const certificate = certificateIn(reportDir);
  const ids = (verdict: string, level?: string) =>
    certificate.requirements
      .filter((one) => one.verdict === verdict && (level === undefined || one.level === level))
      .map(({ id }) => id)
      .toSorted();
  return { code, output, reportDir, certificate, ids };
}

interface Fixtures {
  /** Runs the product, in a report folder of its own unless OZ_REPORT_DIR is given. */
  certify: (values: Values, ...args: string[]) => Promise<Certified>;
  /** Lets a host listen until the test ends, and returns its base URL. */
  serve: (host: Pick<Host, 'answer'>, wire?: Wire, listening?: Listening) => Promise<string>;
}

export const test = base.extend<Fixtures>({
  certify: async ({}, use, testInfo) => {
    let count = 0;
    await use((values, ...args) =>
      certify(values, values['OZ_REPORT_DIR'] ?? testInfo.outputPath(`report-${++count}`), args),
    );
  },
  serve: async ({}, use) => {
    const stops: Array<() => Promise<void>> = [];
    await use(async (host, wire, listening) => {
      const { url, close } = await listen(host, { ...listening, ...(wire ? { wire } : {}) });
      stops.push(close);
      return url;
    });
    for (const stop of stops) await stop();
  },
});

export { expect } from '@playwright/test';
