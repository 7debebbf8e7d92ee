/** A real Chromium: Debian's package, never a download. */
import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';

const EXECUTABLE = '/usr/bin/chromium';

/** Why there is no browser on this machine, if so. */
export const noBrowser = existsSync(EXECUTABLE)
  ? undefined
  : `there is no ${EXECUTABLE}: apt-get install chromium`;

/** Starts the browser, so that it asks for nothing of its own accord. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}

/** What is bad to read on this page, or on this part of it. */
export async function badToRead(page: Page, part = 'html'): Promise<string[]> {
  // The other mode sends all results through a page of its own, for frames of other origins: that takes three times as long.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.include(part).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
