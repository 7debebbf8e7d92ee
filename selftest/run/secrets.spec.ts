/** Tests that no password, token or signing key reaches anything that a run writes, whatever goes wrong. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildAllurePage } from '../../reporter/formats/allure-page.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';
import { evidenceMistakes } from '../tools/evidence.ts';
import { findIn, findUnder, formsOf } from '../tools/search.ts';
import { babblingHost, babblingSettings, plantedForms } from './babbling-host.ts';

test('a host that babbles, breaks connections and fails requirements', async ({
  certify,
  serve,
}, testInfo) => {
  test.setTimeout(600_000);
  const { host, wire, tokens } = babblingHost();
  const { privateKey } = generateKeyPairSync('ed25519');
  // The last 32 bytes are the key; the bytes before them are the same for all keys.
  const key = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  const summary = testInfo.outputPath('summary.md');

  const { output, reportDir, ids } = await certify({
    ...babblingSettings(await serve(host, wire)),
    OZ_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    GITHUB_STEP_SUMMARY: summary,
  });
  await buildAllurePage(reportDir, 'secrets');

  expect(ids('failed'), output).toEqual(
    expect.arrayContaining(['access.requires-token', 'security.no-echo']),
  );
  expect(tokens.length).toBeGreaterThan(50);
  expect(evidenceMistakes(reportDir)).toEqual([]);
  for (const written of [
    'certificate.json',
    'certificate.html',
    'html/index.html',
    'junit.xml',
    'metrics.prom',
    'allure-results',
    'allure-report/index.html',
    'evidence/exchanges.jsonl',
    'evidence/exchanges.har',
    'evidence/run.json',
    'certificate.intoto.json',
  ])
    expect(existsSync(path.join(reportDir, written)), written).toBe(true);
  const forms = [
    ...plantedForms(tokens),
    ...formsOf(key.toString('hex'), 'token'),
    ...[0, 1, 2].flatMap((shift) =>
      formsOf(
        Buffer.concat([Buffer.alloc(shift), key])
          .toString('base64')
          .slice(4),
        'token',
      ),
    ),
  ];
  expect(findIn(Buffer.from(output), forms, 'terminal')).toEqual([]);
  expect(findUnder(reportDir, forms)).toEqual([]);
  expect(findIn(readFileSync(summary), forms, 'summary')).toEqual([]);
});

for (const [DEBUG, ...options] of [
  ['pw:*', '--trace', 'on', '--reporter', 'line,json,html,blob'],
  ['*', '--retries', '1'],
] as const)
  test(`traces, other reporters and debugging: DEBUG=${DEBUG} ${options.join(' ')}`, async ({
    certify,
    serve,
  }, testInfo) => {
    test.setTimeout(600_000);
    const { host, wire, tokens } = babblingHost();
    const values = {
      ...babblingSettings(await serve(host, wire)),
      DEBUG,
      PLAYWRIGHT_HTML_OUTPUT_DIR: testInfo.outputPath('html'),
      PLAYWRIGHT_HTML_OPEN: 'never',
      PLAYWRIGHT_BLOB_OUTPUT_DIR: testInfo.outputPath('blob'),
    };

    const { output, ids } = await certify(values, '--quick', ...options);

    expect(ids('failed')).toContain('access.requires-token');
    expect(tokens.length).toBeGreaterThan(50);
    // The output shows names in place of the secrets, with the tag of the run.
    expect(output).toMatch(/pw:api/);
    expect(output).toMatch(/\{\{[0-9a-f]{8}:alice access token \d+\}\}/);
    const forms = plantedForms(tokens);
    expect(findIn(Buffer.from(output), forms, 'terminal')).toEqual([]);
    expect(findUnder(testInfo.outputDir, forms)).toEqual([]);
    if (DEBUG === '*') return;
    const traces = findUnder(testInfo.outputDir, ['alice access token']).join('\n');
    for (const written of ['trace.zip', 'html', 'blob']) expect(traces).toContain(written);
  });

test('a wrong password and a login that breaks the preflight', async ({ certify, serve }) => {
  const wrong = 'planted-wrong-password-1';
  const url = await serve(babblingHost().host);

  const { output, reportDir } = await certify({
    ...settingsFor(url),
    OZ_USER_PASSWORD: wrong,
    OZ_OTHER_USER_EMAIL: '',
    OZ_OTHER_USER_PASSWORD: '',
  });

  const forms = [...formsOf(wrong, 'password')];
  expect(findIn(Buffer.from(output), forms, 'terminal')).toEqual([]);
  expect(findUnder(reportDir, forms)).toEqual([]);
});
