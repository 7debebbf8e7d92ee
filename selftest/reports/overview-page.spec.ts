/** Tests the HTML page of an overview: readable, accessible, and harmless whatever a certificate holds. */
import { writeFileSync } from 'node:fs';
import { makeOverview } from '../../reporter/fleet/overview.ts';
import { overviewPage } from '../../reporter/fleet/overview-page.ts';
import type { Overview } from '../../schemas/index.ts';
import { accessibilityProblems, inChromium } from '../tools/browser.ts';
import { expect, test } from '../tools/certify.ts';
import { circumstances, host, MUST, type Outcomes } from './overview-samples.ts';
import { failure, untested } from './page-samples.ts';

const NASTY = `"><script>alert(1)</script><img src=x onerror=alert(2)></pre></td>'`;

/** Makes the overview of a fleet with this number of hosts of all kinds, and one hostile host. */
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

inChromium((browser) => {
  for (const [colorScheme, width] of [
    ['light', 360],
    ['dark', 1600],
  ] as const)
    test(`it is good to read, ${colorScheme}, at ${width} px, and harmless`, async ({}, testInfo) => {
      const file = testInfo.outputPath('overview.html');
      const context = await browser().newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const happened: string[] = [];
      page.on('dialog', (dialog) => happened.push(dialog.message()));
      page.on('console', (message) => happened.push(message.text()));
      page.on('request', (request) => happened.push(request.url()));

      writeFileSync(file, overviewPage(fleetOf(7)));
      await page.goto(`file://${file}`);
      expect(await accessibilityProblems(page)).toEqual([]);

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
