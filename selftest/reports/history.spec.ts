/** Tests histories: how runs are added and read, what is concluded from them, and their page. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { appendLines, HISTORY_FILE, readHistory } from '../../reporter/history/file.ts';
import { historyPage } from '../../reporter/history/history-page.ts';
import { changesIn, lastNights, NIGHTS, sortRequirements } from '../../reporter/history/nights.ts';
import { writeCertificate } from '../../reporter/certificate/files.ts';
import { accessibilityProblems, inChromium } from '../tools/browser.ts';
import { expect, program, start, test } from '../tools/certify.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';
import { nightOf, nights, OLD_TOKEN, startOf } from './history-samples.ts';

const NASTY = `"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e`;

/** Writes the certificate of a run into a folder of its own, and returns the folder. */
function reportIn(folder: string, nth: number): string {
  const report = path.join(folder, `report-${nth}`);
  mkdirSync(report, { recursive: true });
  writeCertificate(report, sampleCertificate({}, { run: { id: `run${nth}`, start: startOf(nth) } }));
  return report;
}

const linesIn = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');

test('programs that add runs at the same moment lose none, and add none twice', async ({}, testInfo) => {
  test.slow();
  const to = testInfo.outputPath('history');
  const file = path.join(to, HISTORY_FILE);
  mkdirSync(to);
  // Half a line, which a killed process left.
  writeFileSync(file, JSON.stringify(nightOf(0)).slice(0, 100));
  const reports = [1, 2, 3].map((nth) => reportIn(testInfo.outputPath(), nth));
  const added = async (report: string) => {
    const child = start({}, [report, '--to', to], ['bin/start.mjs', 'bin/history.ts']);
    return new Promise((resolve) => child.on('close', resolve));
  };

  const codes = await Promise.all(reports.map(added));
  const again = program('history', [...reports, '--to', to]);

  expect(codes).toEqual([0, 0, 0]);
  expect(again).toMatchObject({ code: 0 });
  expect(again.output).toContain('0 runs added');
  expect(again.output).toContain(`${HISTORY_FILE}: line 1 is no run, and was left out`);
  const ids = linesIn(file)
    .filter((line) => line !== '')
    .slice(1)
    .map((line) => JSON.parse(line).run.id);
  expect(ids).toHaveLength(3);
  expect(ids).toEqual(expect.arrayContaining(['run1', 'run2', 'run3']));
  expect(readFileSync(path.join(to, 'history.html'), 'utf8')).toContain(startOf(3).slice(0, 10));
});

test('what holds no certificate is told, and what stands in the history is shown all the same', ({}, testInfo) => {
  const to = testInfo.outputPath('history');
  mkdirSync(to);
  appendLines(path.join(to, HISTORY_FILE), nights());

  const { code, output } = program('history', [to, '--to', to]);

  expect({ code, output }).toMatchObject({ code: 2 });
  expect(output).toContain(`${to} holds no certificate.`);
  expect(readFileSync(path.join(to, 'history.html'), 'utf8')).toContain('7.5.0');
});

test('broken lines are left out and told by their numbers, and the others count', async ({}, testInfo) => {
  const file = testInfo.outputPath(HISTORY_FILE);
  const line = nightOf(1);
  const lines = [
    line,
    '{"run": {"id": "half',
    '',
    { ...nightOf(2), verdict: 'splendid' },
    'x'.repeat(3 * 2 ** 20),
    { ...nightOf(3), run: { ...line.run, id: 'no day', start: '2026-02-31T00:00:00Z' } },
    { ...nightOf(4), ofALaterVersion: true },
    line,
  ].map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  writeFileSync(file, lines.join('\n'));

  const { hosts, runs, broken } = await readHistory(file, NIGHTS);

  expect(broken).toEqual([2, 4, 5]);
  expect([...runs]).toEqual(['night1', 'no day', 'night4']);
  expect([...hosts.values()].flat()).toHaveLength(3);

  appendLines(file, [nightOf(5)]);
  expect((await readHistory(file, NIGHTS)).runs.has('night5')).toBe(true);
});

test('of a long history the latest nights are kept, in whatever order they stand there', async ({}, testInfo) => {
  const file = testInfo.outputPath(HISTORY_FILE);
  const text = Array.from({ length: 1500 }, (_, nth) => JSON.stringify(nightOf((nth * 7) % 1500))).join('\n');
  appendFileSync(file, text);

  const { hosts, runs } = await readHistory(file, NIGHTS);

  expect(runs.size).toBe(1500);
  expect([...hosts.values()].map((lines) => lines.map(({ run }) => run.id))).toEqual([
    Array.from({ length: NIGHTS }, (_, nth) => `night${1500 - NIGHTS + nth}`),
  ]);
});

test('the changes are told with the versions of the host, and nights without a run are empty', () => {
  const all = lastNights(nights());

  const changes = changesIn(all).map(({ line, versionBefore, requirements }) => ({
    night: line.run.id,
    version: [versionBefore, line.host.version],
    requirements: Object.fromEntries(
      [...requirements].map(([word, ids]) => [word, ids.length > 5 ? ids.length : ids]),
    ),
  }));

  expect(all).toHaveLength(NIGHTS);
  expect(all.flatMap((night, nth) => (night ? [] : [nth]))).toEqual([11, 12, 13]);
  const tested = Object.keys(nightOf(0).outcomes).length - 1;
  expect(changes).toEqual([
    { night: 'night74', version: ['7.4.1', '7.5.0'], requirements: { deviates: ['error.codes'] } },
    { night: 'night64', version: ['7.4.1', '7.4.1'], requirements: { 'as before': tested } },
    { night: 'night63', version: ['7.4.1', undefined], requirements: { 'not tested': tested } },
    {
      night: 'night52',
      version: ['7.4.0', '7.4.1'],
      requirements: { passed: ['access.requires-token', OLD_TOKEN] },
    },
    {
      night: 'night31',
      version: ['7.3.1', '7.4.0'],
      requirements: { failed: ['access.requires-token', OLD_TOKEN] },
    },
  ]);
  const { eventful, never, quiet } = sortRequirements(all);
  expect(eventful).toEqual(['error.codes', 'access.requires-token', OLD_TOKEN]);
  expect(never).toEqual(['observed.token-case']);
  expect(quiet).toHaveLength(tested - 3);
});

inChromium((browser) => {
  const hostile = nights('bank').map((line) => ({
    ...line,
    host: { ...line.host, name: NASTY, version: NASTY.repeat(4) },
    suite: { version: NASTY, commit: NASTY },
    outcomes: { ...line.outcomes, [NASTY]: 'failed' as const },
  }));
  const hosts = new Map([
    ['https://api.example.com/', nights()],
    [NASTY, hostile],
    ['new', [nightOf(31)]],
  ]);

  for (const [colorScheme, width] of [
    ['light', 360],
    ['dark', 1600],
  ] as const)
    test(`the page is good to read, ${colorScheme}, at ${width} px, and harmless`, async ({}, testInfo) => {
      const file = testInfo.outputPath('history.html');
      writeFileSync(file, historyPage(hosts));
      const context = await browser().newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const happened: string[] = [];
      page.on('dialog', (dialog) => happened.push(dialog.message()));
      page.on('console', (message) => happened.push(message.text()));
      page.on('request', (request) => happened.push(request.url()));

      await page.goto(`file://${file}`);

      expect(happened).toEqual([`file://${file}`]);
      expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.locator('script, img, iframe, object, link, [onerror]').count()).toBe(0);
      const verdict = page.getByRole('img', { name: /^Verdict: / }).first();
      await expect(verdict).toHaveAccessibleName(
        /nonconformant: 2026-09-27 to 2026-10-17 \(21 nights\); conformant: /,
      );
      // A bar is as wide as its nights are many.
      const [bar, whole] = await verdict.evaluate((svg) =>
        [svg.querySelector('.nonconformant'), svg].map((one) => one?.getBoundingClientRect().width ?? 0),
      );
      expect((bar ?? 0) / (whole ?? 1)).toBeCloseTo(21 / NIGHTS, 3);
      expect(await accessibilityProblems(page)).toEqual([]);
      await context.close();
    });
});
