/** Tests the HTTP Archive of a run: it matches the schemas of HAR 1.2, and a browser answers from it. */
import { writeFileSync } from 'node:fs';
import { harOf } from '../../reporter/formats/har.ts';
import { noBrowser, startBrowser } from '../tools/browser.ts';
import { expect, test } from '../tools/certify.ts';
import { entry, refused, resource } from '../tools/entries.ts';
import { harMistakes } from '../tools/har-schema.ts';
import { HOST, sampleCertificate } from '../tools/sample-certificate.ts';

/** An entry of an archive, as far as it is looked at here. */
interface HarEntry {
  readonly time: number;
  readonly comment: string;
  readonly request: {
    readonly url: string;
    readonly queryString: unknown;
    readonly comment?: string;
    readonly headers: unknown;
    readonly postData?: unknown;
  };
  readonly response: { readonly status: number; readonly redirectURL: string; readonly content: unknown };
}

const certificate = sampleCertificate();
const LOGIN = '{"credentials":{"password":"{{8f3a12c0:alice password}}"}}';
const PAIR = '{"access_token":"{{8f3a12c0:alice access token 1}}","note":"ü‹U+001B›"}';
const login = {
  ...entry(1),
  request: { headers: ['Content-Type: application/json'], body: LOGIN },
  answer: { headers: ['Content-Type: application/json', 'Location: /elsewhere?a:b'], body: PAIR },
};
const odd = '/oz/{{8f3a12c0:alice access token 1}}/%zz/ü "<>\\^`|[]#/?q={{7*7}}&a=b%20c';
const entries = [
  login,
  { ...entry(2, { ...resource, ...refused }), notTheApi: 'a challenge' },
  {
    ...entry(3, { ...resource, path: odd }),
    request: { headers: ['X-Long: a', '… (cut: 120 header fields in all)'], body: '' },
  },
  { ...entry(4, { ...resource, failure: 'the connection was reset' }), status: undefined, answer: undefined },
].map(({ status, answer, ...rest }) => ({
  ...rest,
  ...(status === undefined ? {} : { status }),
  ...(answer === undefined ? {} : { answer }),
}));

function read(text: string): { readonly log: { readonly entries: readonly HarEntry[] } } {
  return JSON.parse(text);
}

test('the archive matches the schemas of HAR 1.2, whatever was sent and came', () => {
  const archive = read(harOf(certificate, entries));

  expect(harMistakes(archive)).toEqual([]);
  const [first, second, third, fourth] = archive.log.entries;
  expect(first).toMatchObject({ time: 10, comment: 'preflight', _line: 1 });
  expect(first?.request).toMatchObject({
    url: `${HOST}api/authorize/auth/`,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    postData: { mimeType: 'application/json', text: LOGIN },
  });
  expect(first?.response).toMatchObject({
    status: 200,
    redirectURL: '/elsewhere?a:b',
    content: { size: Buffer.byteLength(PAIR), mimeType: 'application/json', text: PAIR },
  });
  expect(second?.comment).toBe("preflight; not the API's answer: a challenge");
  expect(third?.request.comment).toContain('120 header fields');
  expect(third?.request.headers).toEqual([{ name: 'X-Long', value: 'a' }]);
  expect(third?.request.queryString).toEqual([
    { name: 'q', value: '{{7*7}}' },
    { name: 'a', value: 'b c' },
  ]);
  expect(fourth?.response.status).toBe(0);
  expect(fourth).toMatchObject({ _error: 'the connection was reset' });
});

test('what is no archive is seen', () => {
  const archive = read(harOf(certificate, entries));
  const [{ time: _time, ...timeless } = {}] = archive.log.entries;
  const [first] = archive.log.entries;

  expect(harMistakes({ log: { ...archive.log, entries: [timeless] } })).toEqual([
    "/log/entries/0 must have required property 'time'",
  ]);
  const request = { ...first?.request, url: `${HOST}{{name}}` };
  expect(harMistakes({ log: { ...archive.log, entries: [{ ...first, request }] } })).toEqual([
    '/log/entries/0/request/url must match format "uri"',
  ]);
});

test('a browser answers from the archive', async ({}, testInfo) => {
  test.skip(noBrowser !== undefined, noBrowser);
  const file = testInfo.outputPath('exchanges.har');
  writeFileSync(file, harOf(certificate, entries));
  const browser = await startBrowser();
  try {
    const context = await browser.newContext({ baseURL: HOST });
    await context.routeFromHAR(file, { notFound: 'abort' });
    await context.route('**/page', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }));
    const page = await context.newPage();
    await page.goto('page');

    const answered = await page.evaluate(async (body) => {
      const headers = { 'Content-Type': 'application/json' };
      const one = await fetch('/api/authorize/auth/', { method: 'POST', headers, body });
      const two = await fetch('/oz/api/folders/?limit=1');
      return [one.status, await one.text(), two.status];
    }, LOGIN);

    expect(answered).toEqual([200, PAIR, 401]);
  } finally {
    await browser.close();
  }
});
