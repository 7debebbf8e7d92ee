/** A report in a real browser: opens the pages that show a host's texts, and notes scripts that ran and requests elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { listen, type Wire, write } from '../../host/reference/http.ts';
import { failure } from '../../host/reference/routes.ts';

/** Returns the HTML files of a report that a person opens. */
export function pagesOf(reportDir: string): string[] {
  return ['html/index.html', 'certificate.html'].filter((name) => existsSync(path.join(reportDir, name)));
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.json': 'application/json' };

/** Serves the report as `npx playwright show-report` does, because a browser loads no attachments of a page from a file. */
export async function serveReport(
  reportDir: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const wire: Wire = ({ incoming, response, speak }) => {
    const file = path.join(reportDir, path.normalize(decodeURIComponent(incoming.path)));
    if (!existsSync(file)) return write(response, speak());
    const type = TYPES[path.extname(file)] ?? 'text/plain';
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(readFileSync(file));
  };
  const { url, close } = await listen({ answer: () => failure(404, 0, 'no such file') }, { wire });
  return { url: `${url}/`, close };
}

/** Notes what a page of this origin does that it may not: dialogs, errors, windows, requests elsewhere. */
function watch(page: Page, origin: string, seen: string[]): void {
  page.on('dialog', (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => seen.push(`an error: ${error.message}`));
  page.on('popup', (popup) => seen.push(`a window: ${popup.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) seen.push(`a request: ${url}`);
  });
}

const OPEN_ALL = `for (const one of document.querySelectorAll('summary, [aria-expanded="false"], .tree-item-title')) one.click()`;

/** Number of tests beside the failed ones whose details are opened. */
const OTHERS = 5;

/** Opens a page and all that can be unfolded in it; returns what the page did that it may not, and the text that it showed. */
export async function openAll(browser: Browser, url: string): Promise<{ seen: string[]; shown: string }> {
  const seen: string[] = [];
  const page = await browser.newPage();
  watch(page, new URL(url).origin, seen);
  let shown = '';
  /** Runs a script in the page. The script fails if the page is left meanwhile, which is noted. */
  const ask = (script: string) =>
    page.evaluate(script).catch((error: unknown) => {
      seen.push(`the page was left: ${String(error)}`);
    });
  const look = async (part: string): Promise<string[]> => {
    await page.goto(url + part);
    // Three times, because nested parts appear only when their parent is open.
    for (let depth = 0; depth < 3; depth++) {
      await page.waitForTimeout(150);
      await ask(OPEN_ALL);
    }
    await page.waitForTimeout(150);
    shown += await page.locator('body').innerText();
    if ((await ask('globalThis.ran === 1')) === true) seen.push(`a script, in ${part}`);
    return page
      .locator('a[href*="testId="]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  };
  const all = await look('');
  // In Playwright's report, the details of the failed tests and of some others are opened.
  const failed = all.length > 0 ? await look('#?q=s:failed') : [];
  for (const part of new Set([...failed, ...all.slice(0, OTHERS)])) await look(part);
  await page.close();
  return { seen, shown };
}
