/** Tests the host's version: read in many forms, shown in all reports, and never a reason for a verdict. */
import { versionIn } from '../../fixtures/preflight/host-version.ts';
import { readSettings } from '../../fixtures/settings/read.ts';
import { now } from '../../fixtures/timing/durations.ts';
import type { Wire } from '../../host/reference/http.ts';
import { overviewPage } from '../../reporter/fleet/overview-page.ts';
import { makeOverview } from '../../reporter/fleet/overview.ts';
import { describeCertificate, describeFleet } from '../../reporter/terminal/table.ts';
import { certificatePage } from '../../reporter/page/certificate-page.ts';
import { stepSummary } from '../../reporter/formats/step-summary.ts';
import { expect, settingsFor } from '../tools/certify.ts';
import { host, test } from '../network/fixtures.ts';
import { circumstances } from '../reports/overview-samples.ts';
import { HOST, sampleCertificate } from '../tools/sample-certificate.ts';

for (const [text, version] of [
  ['{"version": "6.1.0"}', '6.1.0'],
  ['{"name": "oz", "api_version": "v6.1.0-rc.1+build.7", "version": "6.2"}', '6.2'],
  ['{"core_version": "1.2.3"}', '1.2.3'],
  ['{"version": 6.1}', '6.1'],
  ['"6.1.0"', '6.1.0'],
  ['6.1.0 (build 2024-05-01)\n', '6.1.0 (build 2024-05-01)'],
  ['{"version": null, "release": "2024.05"}', '2024.05'],
  ['<html>6.1.0</html>', undefined],
  ['{"version": "<b>6.1.0</b>"}', undefined],
  ['{"version": "6.1.0\\u001b[2J"}', undefined],
  ['{"version": "6.1.0|x"}', undefined],
  ['{"version": {"major": 6}}', undefined],
  [`{"version": "6.${'1'.repeat(99)}"}`, undefined],
  ['["6.1.0"]', undefined],
  ['ok', undefined],
  ['', undefined],
] as const)
  test(`${text.trim().slice(0, 60)} says ${version ?? 'nothing'}`, () => {
    expect(versionIn(text)).toBe(version);
  });

/** Makes a wire that answers the request for the version, or leaves it without an answer if no status is given. */
const versions =
  (status?: number, body = '', path = '/api/version'): Wire =>
  ({ incoming, response, speak }) => {
    if (incoming.path === path) {
      if (status !== undefined) response.writeHead(status).end(body);
      return;
    }
    const answer = speak();
    response
      .writeHead(answer.status, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(answer.body));
  };

for (const [name, wire, values, version] of [
  ['the reference host', undefined, {}, '6.2.0'],
  ['plain text', versions(200, '5.9.1'), {}, '5.9.1'],
  ['another path', versions(200, '5.9.1', '/health'), { OZ_VERSION_PATH: '/health' }, '5.9.1'],
  ['an empty setting', undefined, { OZ_VERSION_PATH: '' }, undefined],
  ['a page', versions(200, '<html><title>6.1.0</title>'), {}, undefined],
  ['a version that is refused', versions(401, '{"version": "6.1.0"}'), {}, undefined],
  ['a limiter', versions(503), {}, undefined],
  ['no answer', versions(), {}, undefined],
] as const)
  test(`${name} stops nothing`, async ({ serve, look }) => {
    const url = await serve(host(), wire);
    const began = now();

    const seen = await look(url, values);

    expect(seen?.stopped).toBeUndefined();
    expect(seen?.version).toBe(version);
    expect(seen?.sessions).toBe('several');
    expect(now() - began).toBeLessThan(5);
  });

test('it is asked once and without a token', async ({ serve, look }) => {
  const asked: string[] = [];
  const url = await serve(host(), (call) => {
    if (call.incoming.path === '/api/version') asked.push(String(call.incoming.accessToken));
    return versions(200, '6.1.0', '/elsewhere')(call);
  });

  await look(url);

  expect(asked).toEqual(['undefined']);
});

test('a path is needed', () => {
  const values = { ...settingsFor(HOST), OZ_VERSION_PATH: 'https://api.example.com/api/version' };
  expect(() => readSettings(values)).toThrow(/OZ_VERSION_PATH is .*full URL.*OZ_VERSION_PATH=\/api\/version/);
});

test('it stands wherever the host is named', () => {
  const about = { host: { url: HOST, embedded: false, resourcePath: '/', version: '6.1.0' } };
  const certificate = sampleCertificate({}, about);
  const ended = [{ name: 'bank-a', certificate, file: 'certificate.json' }];
  const overview = makeOverview([{ name: 'bank-a', folder: 'bank-a', certificate }], circumstances());

  expect(certificatePage(certificate, '')).toContain('<code>6.1.0</code>, as the host says');
  expect(describeCertificate(certificate, { file: '', coloured: false })).toContain(
    '\n  the host says that it is version 6.1.0\n',
  );
  expect(describeFleet(ended, false)).toMatch(
    /  bank-a: CONFORMANT.*\n    the host says that it is version 6\.1\.0\n/,
  );
  expect(stepSummary([{ name: undefined, certificate }], 1e6)).toContain(
    `\` ${HOST} \`, version \` 6.1.0 \`,`,
  );
  expect(stepSummary(ended, 1e6)).toMatch(
    /\| host \| address \| version \| verdict .*\n.*\n.*\| ` 6\.1\.0 ` \|/,
  );
  expect(overview.hosts[0]?.host.version).toBe('6.1.0');
  expect(overviewPage(overview)).toContain('<td>6.1.0</td>');
});
