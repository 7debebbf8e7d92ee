/** Tests that a hostile host runs no script, fills no memory or disk, stops no run, and changes only the verdicts it concerns. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accounts } from '../../host/reference/accounts.ts';
import { mixture } from '../../host/hostile/mixture.ts';
import { scripts } from '../../host/hostile/texts.ts';
import { listen } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { noBrowser, startBrowser } from '../tools/browser.ts';
import { certificateIn, expect, ROOT, settingsFor, start, test as base } from '../tools/certify.ts';
import { evidenceMistakes } from '../tools/evidence.ts';
import { hostileHosts, list, only, resultLines } from './hosts.ts';
import { watchMemory } from './memory.ts';
import { openAll, pagesOf, serveReport } from './reports.ts';
import { differences } from '../matrix/compare.ts';
import { runFleet } from '../matrix/run.ts';

const PERIODS = { ttl: 12, longliveTtl: 157_680_000 };

/** Most bytes of memory beyond those of a normal run, and most bytes of a report of one host. */
const MORE_MEMORY = 300e6;
const REPORT = 40e6;

const onLinux = existsSync('/proc/self/status');

interface Fixtures {
  /** A host that must not be asked, and the requests that it got. */
  elsewhere: { readonly url: string; readonly asked: string[] };
}

const test = base.extend<Fixtures>({
  elsewhere: async ({}, use) => {
    const asked: string[] = [];
    const { url, close } = await listen(referenceHost(accounts, PERIODS), {
      wire: ({ request, response }) => {
        asked.push(`${request.method} ${request.url}`);
        response.end();
      },
    });
    await use({ url, asked });
    await close();
  },
});

function bytesUnder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}

/** Runs the product to its end, and returns its output and the most bytes of memory that it took. */
async function measured(
  url: string,
  reportDir: string,
  args: readonly string[] = [],
): Promise<{ output: string; memory: number }> {
  const values = { ...settingsFor(url), OZ_SESSION_TTL: String(PERIODS.ttl), OZ_REPORT_DIR: reportDir };
  const child = start(values, args);
  const watch = onLinux && child.pid !== undefined ? watchMemory(child.pid) : undefined;
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await new Promise((resolve) => child.on('close', resolve));
  return { output, memory: watch?.stop() ?? 0 };
}

test('hostile hosts change only the verdicts that they concern', async ({ elsewhere }, testInfo) => {
  test.setTimeout(15 * 60_000);
  const hosts = hostileHosts(elsewhere.url);
  const reportDir = testInfo.outputPath('report');

  const results = await runFleet(hosts, {
    ttl: 45,
    delay: 0,
    reportDir,
    // No waits here, because the experiments see the same answers in the test below.
    settings: { OZ_TIME_BUDGET: '0' },
    only,
  });

  process.stdout.write(`\n${resultLines(results)}\n\n`);
  for (const [nth, host] of hosts.entries())
    await test.step(host.name, () => {
      const result = results[nth];
      expect.soft(result && differences(host, result), host.name).toEqual([]);
      expect.soft(bytesUnder(path.join(reportDir, host.name)), host.name).toBeLessThan(REPORT);
    });
  expect(elsewhere.asked).toEqual([]);
});

test('a whole run against a host that does all of it, and its report in a browser', async ({
  elsewhere,
  serve,
}, testInfo) => {
  test.setTimeout(15 * 60_000);
  const { host, wire } = mixture(elsewhere.url);
  const [hostileDir, tameDir] = [testInfo.outputPath('hostile'), testInfo.outputPath('tame')];
  // A short run is enough to compare with, because a run needs most of its memory to start.
  const part = ['--grep', '@issue.returns-pair|@extension.expires', '--quick'];
  const tame = await measured(await serve(referenceHost(accounts, PERIODS)), tameDir, part);

  const { output, memory } = await measured(await serve(host(accounts, PERIODS), wire()), hostileDir);

  const { requirements } = certificateIn(hostileDir);
  const failed = requirements.filter(({ verdict }) => verdict === 'failed');
  await test.step('only what the one page concerns fails', () => {
    expect(
      failed.map(({ id }) => id),
      output,
    ).toEqual(['error.missing-expire-token', 'error.envelope', 'error.codes']);
    expect(requirements.filter(({ reason = '' }) => reason.includes('the suite itself broke'))).toEqual([]);
  });

  await test.step('the terminal gets nothing but text', () => {
    expect(output).toContain('‹U+001B›');
    expect(output).not.toMatch(/(?![\t\n])[\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}]/u);
  });

  await test.step('the evidence matches its schemas', () => expect(evidenceMistakes(hostileDir)).toEqual([]));

  await test.step('memory and disk', () => {
    const [mb, report] = [Math.round((memory - tame.memory) / 1e6), bytesUnder(hostileDir)];
    process.stdout.write(`\n  ${mb} MB more than a tame run, a report of ${Math.round(report / 1e6)} MB\n\n`);
    if (onLinux) expect(memory - tame.memory).toBeLessThan(MORE_MEMORY);
    expect(report).toBeLessThan(REPORT);
  });

  await test.step('no other host was asked', () => expect(elsewhere.asked).toEqual([]));

  await test.step('the report in a browser', async () => {
    test.skip(noBrowser !== undefined, noBrowser);
    const [browser, report] = [await startBrowser(), await serveReport(hostileDir)];
    for (const name of pagesOf(hostileDir)) {
      const opened = await openAll(browser, report.url + name);
      expect(opened.seen, name).toEqual([]);
      expect(opened.shown, name).toContain('<script>globalThis.ran = 1; alert(1)');
    }
    await browser.close();
    await report.close();
    expect(elsewhere.asked).toEqual([]);
  });
});

test('the browser tells what runs in a page', async ({ elsewhere }, testInfo) => {
  test.skip(noBrowser !== undefined, noBrowser);
  writeFileSync(testInfo.outputPath('bad.html'), `<pre>${scripts(elsewhere.url)}</pre>`);
  const [browser, report] = [await startBrowser(), await serveReport(testInfo.outputDir)];

  const { seen } = await openAll(browser, `${report.url}bad.html`);

  await browser.close();
  await report.close();
  for (const wrong of ['a dialog: 1', 'a dialog: 3', `a request: ${elsewhere.url}/`])
    expect(seen).toContainEqual(expect.stringContaining(wrong));
  expect(elsewhere.asked).not.toEqual([]);
});

/** Removes line breaks and indents, which wrap long lines of the document. */
const unwrapped = (markdown: string) => markdown.replaceAll(/\s+/g, ' ');

test('the document lists these hosts', () => {
  const text = readFileSync(path.join(ROOT, 'docs', 'hostile-hosts.md'), 'utf8');

  expect(unwrapped(text)).toContain(unwrapped(list()));
});
