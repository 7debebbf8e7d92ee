/** The overview of a fleet: who conforms, what differs, what got worse; good to read, and harmless. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from '@playwright/test';
import { readOverview } from '../overview/files.ts';
import { type Circumstances, type Found, makeOverview } from '../overview/overview.ts';
import { overviewPage } from '../overview/page.ts';
import { certificateFile, writeCertificate } from '../reporter/files.ts';
import { mismatches, type Overview } from '../schemas/index.ts';
import { noBrowser, startBrowser } from './browser.ts';
import { expect, program, test } from './certify.ts';
import { failure, untested } from './page-samples.ts';
import { sampleCertificate } from './sample.ts';

type Outcomes = NonNullable<Parameters<typeof sampleCertificate>[0]>;

const MUST = 'refresh.lifetime';
const SUITE = { version: '0.1.0', commit: null };
const circumstances = (changes: Partial<Circumstances> = {}): Circumstances => ({
  made: '2026-11-24T05:00:00.000Z',
  suite: SUITE,
  expected: [],
  part: false,
  previous: undefined,
  ...changes,
});

/** The certificate of a host in the nth run of its fleet. */
const sampleOf = (name: string, outcomes: Outcomes = {}, run = 1) =>
  sampleCertificate(outcomes, {
    run: { id: `run${run}.${name}`, start: `2026-11-2${run}T04:00:00.000Z` },
  });
const host = (name: string, outcomes?: Outcomes, run?: number): Found => ({
  name,
  folder: name,
  certificate: sampleOf(name, outcomes, run),
});

test('a fleet conforms only if each of its hosts does and none is missing', () => {
  const verdict = (found: readonly Found[], changes?: Partial<Circumstances>) =>
    makeOverview(found, circumstances(changes)).verdict;
  const [good, open, bad] = [
    host('a'),
    host('b', { [MUST]: untested }),
    host('c', { [MUST]: failure('no') }),
  ];

  expect(verdict([good])).toBe('conformant');
  expect(verdict([good, open])).toBe('inconclusive');
  expect(verdict([good, open, bad])).toBe('nonconformant');
  expect(verdict([])).toBe('inconclusive');
  expect(verdict([good], { expected: ['a', 'z'] })).toBe('inconclusive');
  expect(makeOverview([good], circumstances({ expected: ['z', 'a'] })).missing).toEqual(['z']);
  expect(verdict([good], { expected: ['a', 'z'], part: true })).toBe('conformant');
});

test('only what is not the same everywhere is a difference', () => {
  const waived = sampleCertificate(
    { [MUST]: failure('no') },
    { waivers: [{ requirement: MUST, reason: 'known', owner: 'Jane', until: '9999-12-31' }] },
  );
  const overview = makeOverview(
    [
      host('a'),
      host('b', { [MUST]: failure('no'), 'error.codes': failure('no') }),
      { name: 'c', folder: 'c', certificate: waived },
    ],
    circumstances(),
  );

  expect(overview.differences).toEqual([
    {
      id: MUST,
      level: 'MUST',
      outcomes: [
        { outcome: 'passed', hosts: ['a'] },
        { outcome: 'failed', hosts: ['b'] },
        { outcome: 'waived', hosts: ['c'] },
      ],
    },
    {
      id: 'error.codes',
      level: 'SHOULD',
      outcomes: [
        { outcome: 'passed', hosts: ['a', 'c'] },
        { outcome: 'deviates', hosts: ['b'] },
      ],
    },
  ]);
  expect(overview.hosts.map(({ verdict, waived }) => [verdict, waived])).toEqual([
    ['conformant', 0],
    ['nonconformant', 0],
    ['conformant', 1],
  ]);
  expect(mismatches('overview', overview)).toEqual([]);
});

test('what changed is told until there is another run', () => {
  const first = makeOverview([host('a'), host('b')], circumstances());
  const second = makeOverview(
    [host('a', { [MUST]: failure('x'.repeat(2000)) }, 2), host('b', {}, 2), host('new', {}, 2)],
    circumstances({ previous: first }),
  );
  const [a, b, fresh] = second.hosts;

  expect(a?.since?.run.id).toBe('run1.a');
  expect(a?.since?.changes).toMatchObject([{ id: MUST, kind: 'worse', before: 'passed', after: 'failed' }]);
  expect(a?.since?.changes[0]?.reason?.length).toBeLessThan(500);
  expect([b?.since?.changes, fresh?.since]).toEqual([[], undefined]);
  expect(mismatches('overview', second)).toEqual([]);

  const again = makeOverview([host('a', { [MUST]: failure('no') }, 2)], circumstances({ previous: second }));
  expect(again.hosts[0]?.since).toEqual(a?.since);
});

test('the folders of several machines come to one overview, and a lost part of them is no pass', ({}, testInfo) => {
  const at = (...names: string[]) => testInfo.outputPath(...names);
  const all = ['a', 'b', 'c'];
  const leave = (folder: string, name: string, outcomes?: Outcomes, run?: number) =>
    writeCertificate(at(folder, name), sampleOf(name, outcomes, run));
  const shard = (folder: string, names: readonly string[]) => {
    mkdirSync(at(folder), { recursive: true });
    const part = makeOverview(
      names.map((name) => host(name)),
      circumstances({ expected: all, part: true }),
    );
    writeFileSync(at(folder, 'overview.json'), JSON.stringify(part));
  };
  leave('one', 'a');
  leave('one', 'stale', { [MUST]: failure('an earlier fleet had it') });
  leave('two', 'b');
  shard('one', ['a']);
  shard('two', ['b']);
  const run = (...args: string[]) => program('overview', [...args, '--to', at('to')]);

  const lost = run(at('one'), at('two'));
  expect(lost.output).toContain('INCONCLUSIVE: 2 of 3 hosts conform, 1 left no certificate');
  expect(lost.code).toBe(2);

  leave('three', 'c');
  expect(run(at('one'), at('two'), at('three')).code).toBe(0);
  leave('three', 'c', { [MUST]: failure('no') }, 2);
  const worse = run(at('one'), at('two'), at('three'));
  expect([worse.code, worse.output]).toEqual([1, expect.stringContaining('1 got worse since the last run')]);
  expect(readOverview(at('to'))?.hosts.map(({ folder }) => folder)).toEqual(
    ['one/a', 'two/b', 'three/c'].map((folder) => path.join('..', folder)),
  );

  writeFileSync(certificateFile(at('three', 'c')), '{"verdict":"conformant"}');
  const broken = run(at('one'), at('two'), at('three'));
  expect([broken.code, broken.output]).toEqual([
    2,
    expect.stringContaining('is no certificate of this suite'),
  ]);
  rmSync(at('three', 'c'), { recursive: true });
  expect(run(at('one'), at('three')).output).toContain('three holds no certificate');
  leave('two-again', 'b');
  expect(run(at('two'), at('two-again')).output).toMatch(/The host b has a certificate in .*two.b and in/);
  expect(run().output).toContain('No folder is named');
});

const NASTY = `"><script>alert(1)</script><img src=x onerror=alert(2)></pre></td>'`;

/** So many hosts of all kinds, and one that is hostile. */
function fleetOf(count: number): Overview {
  const names = Array.from({ length: count }, (_, nth) => `bank-${nth}.production.example`);
  const kinds: Outcomes[] = [
    {},
    { [MUST]: failure('no') },
    { 'service.lifetime': untested },
    { 'error.codes': failure('3'), 'issue.lifetime': untested },
  ];
  const previous = makeOverview(
    [...names, NASTY].map((name) => host(name)),
    circumstances(),
  );
  const hostile = host('hostile', { 'access.grants': failure(NASTY) }, 2);
  const found = [
    ...names.map((name, nth) => host(name, kinds[nth % kinds.length], 2)),
    {
      name: NASTY,
      folder: `javascript:alert(3)/${NASTY}`,
      certificate: {
        ...hostile.certificate,
        summary: NASTY,
        host: { ...hostile.certificate.host, url: NASTY },
      },
    },
  ];
  return makeOverview(found, circumstances({ expected: ['gone'], previous }));
}

test.describe('in Chromium', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(noBrowser !== undefined, noBrowser);

  let browser: Browser;
  test.beforeAll(async () => {
    if (noBrowser === undefined) browser = await startBrowser();
  });
  test.afterAll(async () => browser?.close());

  for (const [colorScheme, width] of [
    ['light', 360],
    ['dark', 1600],
  ] as const)
    test(`it is good to read, ${colorScheme}, at ${width} px, and harmless`, async ({}, testInfo) => {
      const file = testInfo.outputPath('overview.html');
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const happened: string[] = [];
      page.on('dialog', (dialog) => happened.push(dialog.message()));
      page.on('console', (message) => happened.push(message.text()));
      page.on('request', (request) => happened.push(request.url()));

      writeFileSync(file, overviewPage(fleetOf(7)));
      await page.goto(`file://${file}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

      const html = overviewPage(fleetOf(99));
      expect(html.length).toBeLessThan(1_000_000);
      writeFileSync(file, html);
      happened.length = 0;
      await page.goto(`file://${file}`);
      expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
      expect(happened).toEqual([`file://${file}`]);
      expect(await page.locator('script, img, iframe, object, link, [onerror]').count()).toBe(0);
      await expect(page.getByRole('heading', { name: 'What got worse since the last run' })).toBeVisible();
      expect(await page.locator('.matrix thead th').count()).toBe(101);
      const links = await page
        .locator('.hosts a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      expect(links).toHaveLength(100);
      expect(links.filter((link) => !/^\.\/[\w.%/!'()*~-]+\/certificate\.html$/.test(link))).toEqual([]);
      await context.close();
    });
});
