/** A real Chromium for self-tests: Debian's package, never a download. */
import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';

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

/** Returns what axe-core finds inaccessible on this page, or on a part of it. */
export async function accessibilityProblems(page: Page, part = 'html'): Promise<string[]> {
  // The default mode passes all results through another page, for frames of other origins, and takes three times as long.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.include(part).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
