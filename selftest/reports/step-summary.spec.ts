/** Tests the step summary for GitHub, read back by a parser of GitHub's Markdown. */
import { stepSummary } from '../../reporter/formats/step-summary.ts';
import { expect, test } from '../tools/certify.ts';
import { failure, sample, untested } from './page-samples.ts';

const MIB = 2 ** 20;

/** Renders Markdown as GitHub does, but lets raw HTML pass, so that text which has left its code block shows. */
async function rendered(text: string): Promise<string> {
  const { micromark } = await import('micromark');
  const { gfm, gfmHtml } = await import('micromark-extension-gfm');
  return micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

const NASTY = [
  '```\n# out of the fence\n@someone https://evil.example',
  '````````\n<img src=x onerror=alert(1)>\n~~~',
  '| a | b |\n| --- | --- |\n<!-- -->',
  '![x](https://evil.example/x.png) [^1] www.evil.example',
].join('\n');

test('one host: verdict, counts, failures with their reasons, what could not be tested', async () => {
  const certificate = sample({
    'refresh.old-access-token-dies': failure('[]'),
    'error.codes': failure('{"error_code": 1}'),
    'service.lifetime': untested,
  });

  const html = await rendered(stepSummary([{ name: undefined, certificate }], MIB));

  expect(html).toContain('<h3>NONCONFORMANT</h3>');
  expect(html).toContain('<code>https://api.example.com/</code>');
  expect(html).toMatch(/<td>refresh<\/td>\s*<td>12<\/td>\s*<td>1<\/td>\s*<td>0<\/td>/);
  expect(html).toMatch(/FAILED <code>refresh.old-access-token-dies<\/code>/);
  expect(html).toMatch(/DEVIATION <code>error.codes<\/code>/);
  expect(html).toContain('OZ_SERVICE_USER_PASSWORD are not set');
});

test('what a host says stays within code', async () => {
  const certificate = sample({
    'access.grants': failure(NASTY),
    'issue.lifetime': { ...untested, reason: NASTY },
  });

  const html = await rendered(
    stepSummary([{ name: undefined, certificate: { ...certificate, summary: NASTY } }], MIB),
  );

  const outside = html.replaceAll(/<pre><code[^>]*>[^<]*<\/code><\/pre>|<code>[^<]*<\/code>/g, '');
  expect(outside).not.toMatch(/evil|someone|onerror|out of the fence/);
  const tags = new Set(Array.from(html.matchAll(/<\/?([a-z0-9]+)/g), ([, tag]) => tag));
  expect(
    [...tags].filter((tag) => !/^(h[1-4]|p|pre|code|table|thead|tbody|tr|th|td)$/.test(tag ?? '')),
  ).toEqual([]);
});

test('a fleet: a table, and then each host that is not conformant', async () => {
  const hosts = [
    { name: 'right', certificate: sample() },
    { name: 'unfinished', certificate: sample({ 'service.lifetime': untested }) },
    { name: 'www.wrong-one.example', certificate: sample({ 'access.grants': failure('no') }) },
  ];

  const html = await rendered(stepSummary(hosts, MIB));

  const rows = Array.from(html.matchAll(/<tr>\s*<td><code>([^<]*)<\/code>/g), ([, name]) => name);
  expect(rows).toEqual(hosts.map(({ name }) => name));
  const told = Array.from(html.matchAll(/<h3><code>([^<]*)<\/code>: (\w+)/g), ([, ...both]) =>
    both.join(' '),
  );
  expect(told).toEqual(['www.wrong-one.example NONCONFORMANT', 'unfinished INCONCLUSIVE']);
  expect(html).not.toContain('<a ');
});

test('it keeps within the room that it has, and says so', async () => {
  const certificate = sample({ 'access.grants': failure('é'.repeat(300_000)) });
  const hosts = Array.from({ length: 2000 }, (_, nth) => ({ name: `host-${nth}`, certificate }));

  const text = stepSummary(hosts, MIB);

  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MIB);
  expect(text).toContain('host-1999');
  expect(await rendered(stepSummary(hosts.slice(0, 5), 20_000))).toMatch(/<p>More is left out here/);
  expect(stepSummary(hosts, 10)).toBe('');
});
