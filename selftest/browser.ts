/** A real Chromium: Debian's package, never a download. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

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
