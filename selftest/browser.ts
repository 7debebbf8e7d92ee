/** A real Chromium: Debian's package, never a download. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, test } from '@playwright/test';

const EXECUTABLE = '/usr/bin/chromium';

/** Starts the browser, or skips the test where the machine has none. */
export async function openBrowser(): Promise<Browser> {
  test.skip(!existsSync(EXECUTABLE), `${EXECUTABLE} is missing: install Debian's package chromium`);
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}
