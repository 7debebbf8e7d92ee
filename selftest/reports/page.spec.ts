/** Tests the certificate's HTML page: its content, that it is accessible, and that nothing in it runs. */
import { writeFileSync } from 'node:fs';
import { certificatePage } from '../../reporter/page/certificate-page.ts';
import { makeScale } from '../../reporter/page/scale.ts';
import { inOneSentence } from '../../reporter/page/timeline.ts';
import { durationInWords } from '../../reporter/certificate/units.ts';
import { accessibilityProblems, inChromium } from '../tools/browser.ts';
import { expect, test } from '../tools/certify.ts';
import { failure, sample, touchedOnce, untested } from './page-samples.ts';

const DIGEST = 'ab'.repeat(32);

const certificates = {
  conformant: sample(),
  nonconformant: sample({
    'extension.slides': failure('{"error_code": 8}'),
    'error.envelope': failure('<h1>Unauthorized</h1>'),
    'service.lifetime': untested,
  }),
  inconclusive: sample({ 'service.lifetime': untested, 'service.refreshes': untested }),
};

inChromium((browser) => {
  // The nonconformant page has all parts that a page can have; the others differ only in their headers.
  for (const [verdict, colorScheme, width, part] of [
    ['nonconformant', 'light', 360, 'html'],
    ['nonconformant', 'dark', 1600, 'html'],
    ['conformant', 'dark', 360, 'header'],
    ['inconclusive', 'light', 1600, 'header'],
  ] as const)
    test(`the page of a certificate that is ${verdict} is good to read, ${colorScheme}, at ${width} px`, async ({}, testInfo) => {
      const file = testInfo.outputPath('certificate.html');
      writeFileSync(file, certificatePage(certificates[verdict], DIGEST));
      const context = await browser().newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto(`file://${file}`);
      await page
        .locator('details')
        .evaluateAll((all) => all.forEach((one) => one.toggleAttribute('open', true)));

      expect(await accessibilityProblems(page, part)).toEqual([]);
      expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
      await context.close();
    });

  test('the keyboard reaches the requirements at once, and opens the evidence', async ({}, testInfo) => {
    const file = testInfo.outputPath('certificate.html');
    writeFileSync(file, certificatePage(certificates.nonconformant, DIGEST));
    const page = await browser().newPage();
    await page.goto(`file://${file}`);

    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the requirements' })).toBeFocused();
    await page.keyboard.press('Enter');
    const evidence = page.locator('#requirement-extension\\.slides .evidence');
    await evidence.locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect(evidence.getByText('error_code')).toBeVisible();
  });

  test('nothing that a host wrote runs, loads or becomes markup', async ({}, testInfo) => {
    const nasty =
      '"><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)><style>*{color:red}</style></pre></dd>\'';
    const certificate = sample(
      { 'access.grants': failure(nasty), 'issue.lifetime': { verdict: 'inconclusive', reason: nasty } },
      {
        host: { url: `https://x/${nasty}`, embedded: false, resourcePath: nasty },
        timelines: [{ ...touchedOnce, session: nasty, notObserved: nasty }],
      },
    );
    const file = testInfo.outputPath('certificate.html');
    writeFileSync(file, certificatePage(certificate, DIGEST));
    const page = await browser().newPage();
    const happened: string[] = [];
    page.on('dialog', (dialog) => happened.push(dialog.message()));
    page.on('pageerror', (error) => happened.push(error.message));
    page.on('console', (message) => happened.push(message.text()));
    page.on('request', (request) => happened.push(request.url()));
    await page.goto(`file://${file}`);
    await page.waitForLoadState('networkidle');

    expect(happened).toEqual([`file://${file}`]);
    expect(await page.locator('script, img, iframe, object, link, [onload], [onerror]').count()).toBe(0);
    expect(await page.locator('style').count()).toBe(1);
    await expect(page.locator('#requirement-access\\.grants .failure').getByText(nasty)).toBeVisible();
  });
});

test('failures come first, each once, with what was asked, sent and seen', () => {
  const page = certificatePage(certificates.nonconformant, DIGEST);

  expect(page.indexOf('What failed')).toBeLessThan(page.indexOf('What could not be tested, and why'));
  expect(page.match(/id="requirement-extension\.slides"/g)).toHaveLength(1);
  for (const part of ['asked for', 'sent', 'came', 'look at']) expect(page).toContain(`<dt>${part}</dt>`);
  expect(page).toContain(DIGEST);
});

test('a timeline says in words what was seen of the end', () => {
  expect(inOneSentence(touchedOnce)).toBe(
    'ended between 45.10 s and 15 min 30.2 s; due to end at 15 min 45.2 s; its pair announced 15 min 0.1 s',
  );
});

test('a long wait is drawn short, and time still runs from left to right', () => {
  const { at, cut } = makeScale([0, 900, 907, 915, 922], 960);
  const places = [0, 400, 900, 907, 915, 960].map(at);

  expect(cut).toBeDefined();
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(at(915) - at(907)).toBeGreaterThan(0.05);
  expect([at(0), at(960)]).toEqual([0, 1]);
});

test('lengths of time are put in their own units', () => {
  expect([3, 3.25, 900, 930.2, 157_680_000].map(durationInWords)).toEqual([
    '3 s',
    '3.25 s',
    '15 min',
    '15 min 30.2 s',
    '5 years',
  ]);
});
