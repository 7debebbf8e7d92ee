/** A real Chromium for self-tests: Debian's package, never a download. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page, test } from '@playwright/test';
import { type run, source } from 'axe-core';

const EXECUTABLE = '/usr/bin/chromium';

/** Reason to skip a test if this machine has no browser; undefined if there is one. */
export const noBrowser = existsSync(EXECUTABLE)
  ? undefined
  : `there is no ${EXECUTABLE}: apt-get install chromium`;

/** Starts the browser without background requests of its own. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}

/**
 * Declares tests that share one browser, one after another; they are skipped on a machine without it.
 * @param declare is given a function that returns the browser while a test runs.
 */
export function inChromium(declare: (browser: () => Browser) => void): void {
  test.describe('in Chromium', () => {
    test.describe.configure({ mode: 'serial' });
    test.skip(noBrowser !== undefined, noBrowser);

    let started: Browser | undefined;
    test.beforeAll(async () => {
      if (noBrowser === undefined) started = await startBrowser();
    });
    test.afterAll(async () => started?.close());

    declare(() => {
      if (!started) throw new Error('the browser runs only while a test does');
      return started;
    });
  });
}

/** The global of a page that axe-core's source was evaluated in. */
declare const axe: { readonly run: typeof run };

/** Returns what axe-core finds inaccessible on this page, or on a part of it. */
export async function accessibilityProblems(page: Page, part = 'html'): Promise<string[]> {
  // Evaluated and not added as a script, which the page's Content-Security-Policy would refuse.
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (selector) => axe.run(selector, { resultTypes: ['violations'] }),
    part,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
