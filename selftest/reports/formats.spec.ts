/** Tests that all formats of one run tell the same. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { accessFaults } from '../../host/faults/access/access-token.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { noBrowser, startBrowser } from '../tools/browser.ts';
import { expect, ROOT, settingsFor, test } from '../tools/certify.ts';
import { readJunit } from './junit-reader.ts';
import { environment } from '../tools/product.ts';

/** A test as Allure reads it. */
interface AllureTest {
  readonly name: string;
  readonly status: string;
  readonly descriptionHtml: string;
  readonly error?: { readonly message?: string };
  readonly labels: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly links: ReadonlyArray<{ readonly name: string; readonly url: string }>;
  readonly steps: ReadonlyArray<{ readonly type: string; readonly link?: { readonly name: string } }>;
}

/** Lets Allure read the results, and returns the tests and all texts. */
function readAllure(reportDir: string, to: string): { tests: AllureTest[]; texts: string[] } {
  const config = path.join(to, 'allurerc.json');
  writeFileSync(config, JSON.stringify({ plugins: { awesome: { options: { reportLanguage: 'en' } } } }));
  const options = ['--config', config, '--cwd', reportDir, '--output', path.join(to, 'read')];
  execFileSync(process.execPath, [path.join(ROOT, 'node_modules/allure/cli.js'), 'generate', ...options]);
  const folder = (name: string) => path.join(to, 'read/data', name);
  const all = (name: string) =>
    readdirSync(folder(name)).map((file) => readFileSync(path.join(folder(name), file), 'utf8'));
  return {
    tests: all('test-results').map((text): AllureTest => JSON.parse(text)),
    texts: all('attachments'),
  };
}

/** Returns the counts of outcomes in Playwright's report. */
function playwrightCounts(reportDir: string): unknown {
  const html = readFileSync(path.join(reportDir, 'html/index.html'), 'utf8');
  const [, packed = ''] = /data:application\/zip;base64,([^<"]+)/.exec(html) ?? [];
  const { 'report.json': text = new Uint8Array() } = unzipSync(Buffer.from(packed, 'base64'));
  return JSON.parse(strFromU8(text)).stats;
}

/** Returns the number of earlier runs that the page shows, for each test. */
function historiesIn(html: string): number[] {
  const tests = html.matchAll(/"data\/test-results\/[^"]+",\s*"([^"]+)"/g);
  return [...tests].map(([, data = '']) => {
    const { history }: { history: unknown[] } = JSON.parse(Buffer.from(data, 'base64').toString());
    return history.length;
  });
}

function report(reportDir: string, ...args: string[]): string {
  const env = environment({ OZ_REPORT_DIR: reportDir });
  const command = ['bin/start.mjs', 'bin/report.ts', ...args];
  return execFileSync(process.execPath, command, { cwd: ROOT, env, encoding: 'utf8' });
}

test('a run of a part against a faulty host', async ({ certify, serve }, testInfo) => {
  const faulty = accessFaults.find(({ name }) => name === 'access-without-token');
  if (!faulty) throw new Error('no such fault');
  const url = await serve(faulty.host(accounts, { ttl: 3, longliveTtl: 157_680_000 }));
  const summary = testInfo.outputPath('summary.md');
  writeFileSync(summary, 'of an earlier command\n');

  const { reportDir } = await certify(
    { ...settingsFor(url), GITHUB_STEP_SUMMARY: summary },
    '--grep',
    '@access',
  );

  await test.step('Playwright counts a failure, and what ends the untimed tests beside the requirements', () => {
    expect(playwrightCounts(reportDir)).toMatchObject({ unexpected: 1, expected: 6, skipped: 1 });
  });

  await test.step('JUnit', async () => {
    const { cases, caseOf } = await readJunit(readFileSync(path.join(reportDir, 'junit.xml'), 'utf8'));
    const failed = cases.filter((one) => one.failure);
    expect(failed.map(({ name }) => name)).toEqual(['access.requires-token']);
    expect(failed[0]?.failure?.[0]?.message).toContain('came: status 200');
    expect(caseOf('issue.returns-pair')?.skipped?.[0]?.message).toBe('its test was not run');
  });

  await test.step('the step summary is added once, behind what was there', () => {
    const text = readFileSync(summary, 'utf8');
    expect(text).toMatch(/^of an earlier command\n## oz-auth-conformance\n[^]+NONCONFORMANT/);
    expect(text.match(/NONCONFORMANT/g)).toHaveLength(1);
    expect(text).toContain('FAILED ` access.requires-token `');
  });

  await test.step('Allure', () => {
    const { tests, texts } = readAllure(reportDir, testInfo.outputPath());
    const of = (id: string) =>
      tests.find(({ labels }) => labels.some(({ name, value }) => name === 'requirement' && value === id));
    const failed = of('access.requires-token');
    expect(failed?.status).toBe('failed');
    expect(failed?.error?.message).toContain('status 401 or 403');
    expect(failed?.descriptionHtml).toContain('A resource refuses a request without the header');
    for (const [name, value] of [
      ['severity', 'critical'],
      ['level', 'MUST'],
      ['source', 'S3'],
      ['feature', 'Access to a resource'],
      ['story', 'access.requires-token'],
    ])
      expect(failed?.labels).toContainEqual(expect.objectContaining({ name, value }));
    expect(failed?.links.map(({ name, url }) => `${name} ${url}`)).toEqual([
      expect.stringMatching(/^S3 of the vendor's page https:.*#getting-an-access-token$/),
    ]);
    expect(failed?.steps.map(({ link }) => link?.name)).toContain('exchanges');
    expect(texts).toContainEqual(
      expect.stringMatching(
        /^─+\n1\. POST \/api\/authorize\/auth\/ → 200\n─+\n[^]+\n2\. GET \/api\/folders\/\?limit=1 → 200\n─+\nGET \/api\/folders\/\?limit=1\n[^]+came status 200\n\n[^]+not kept/,
      ),
    );
    expect(of('access.describes-refusals')?.labels).toContainEqual(
      expect.objectContaining({ name: 'severity', value: 'normal' }),
    );
    expect(of('access.header-name-any-case')?.links[0]?.url).toContain('rfc9110');
  });

  const page = path.join(reportDir, 'allure-report/index.html');
  await test.step('npm run report makes one page that loads nothing', () => {
    expect(report(reportDir, '--no-open')).toMatch(/^NONCONFORMANT: http.*\nreport: .*index\.html\n$/);
    const html = readFileSync(page, 'utf8');
    expect(html).not.toMatch(/(src|href)\s*=\s*["']?\s*(https?:)?\/\//i);
    expect(html).not.toMatch(/googletagmanager|gtag|dataLayer/);
    expect(html).toContain(`default-src 'none'`);
    expect(existsSync(`${path.dirname(page)}.new`)).toBe(false);
  });

  await test.step('made again it is of the same run, and after another run it shows the earlier one', () => {
    const history = path.join(reportDir, 'allure-history.jsonl');
    const runs = () => readFileSync(history, 'utf8').trimEnd().split('\n').length;
    expect(new Set(historiesIn(readFileSync(page, 'utf8')))).toEqual(new Set([0]));
    report(reportDir, '--no-open');
    expect(runs()).toBe(1);
    // A run removes the page at its start.
    rmSync(path.dirname(page), { recursive: true });
    report(reportDir, '--no-open');
    expect(runs()).toBe(2);
    expect(new Set(historiesIn(readFileSync(page, 'utf8')))).toEqual(new Set([1]));
  });

  await test.step('in a browser, it shows the verdict and asks for nothing', async (step) => {
    step.skip(noBrowser !== undefined, noBrowser);
    const browser = await startBrowser();
    const shown = await browser.newPage();
    const asked: string[] = [];
    shown.on('request', (request) => asked.push(request.url()));
    await shown.goto(`file://${page}`);
    await expect(shown.getByText(/NONCONFORMANT: http/)).toBeVisible();
    await shown.getByText('without an access token there is no access').first().click();
    await shown.getByText('exchanges', { exact: true }).first().click();
    await expect(shown.getByText('2. GET /api/folders/?limit=1 → 200').first()).toBeVisible();
    await browser.close();
    expect(asked.filter((address) => !/^(file|data|blob):/.test(address))).toEqual([]);
  });
});

test('npm run report says what is missing', ({}, testInfo) => {
  const run =
    (...args: string[]) =>
    () =>
      report(testInfo.outputPath('none'), ...args);

  expect(run('--no-open')).toThrow(/There are no Allure results in .*none\. Run npm run certify first/);
  expect(run('--port')).toThrow(/"--port" is no option/);
});
