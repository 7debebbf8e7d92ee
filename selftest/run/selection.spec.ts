/** Tests that a run of a part of the suite is never conformant, whatever options of Playwright select the part. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accounts } from '../../host/reference/accounts.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { expect, settingsFor, start, test } from '../tools/certify.ts';

const healthy = () => referenceHost(accounts, { ttl: 3, longliveTtl: 157_680_000 });

test('a part of the suite, in one process, says what was not run', async ({ certify, serve }) => {
  const url = await serve(healthy());

  const part = ['--grep', '@issue.returns-pair|@extension.expires', '--workers', '1', '--retries', '1'];
  const { code, certificate, ids } = await certify(settingsFor(url), ...part);

  expect(code).toBe(2);
  expect(certificate.verdict).toBe('inconclusive');
  expect(ids('passed')).toEqual(['extension.expires', 'issue.returns-pair']);
  expect(certificate.requirements.find(({ id }) => id === 'access.grants')).toMatchObject({
    verdict: 'inconclusive',
    reason: 'its test was not run',
  });
});

test('nothing run is inconclusive', async ({ certify, serve }) => {
  const url = await serve(healthy());

  const { code, certificate, ids } = await certify(settingsFor(url), '--grep', 'nothing has this name');

  expect(code).toBe(2);
  expect(certificate.verdict).toBe('inconclusive');
  expect(ids('passed')).toEqual([]);
});

test("Playwright's own reporters and traces are there for the asking, and the certificate all the same", async ({
  certify,
  serve,
}) => {
  const url = await serve(healthy());

  const asked = ['--grep', '@issue.returns-pair', '--trace', 'on', '--reporter', 'line'];
  const { certificate, output, reportDir, ids } = await certify(settingsFor(url), ...asked);

  expect(ids('passed')).toEqual(['issue.returns-pair']);
  expect(certificate.counts.ran).toBe(1);
  // The test of the requirement, and the setup file that ends the untimed tests.
  expect(output).toMatch(/2 passed/);
  expect(readdirSync(path.join(reportDir, 'test-results'), { recursive: true })).toContainEqual(
    expect.stringMatching(/trace\.zip$/),
  );
});

test('a list is no run and leaves the last certificate', async ({ serve }, testInfo) => {
  const reportDir = testInfo.outputPath('report');
  const file = path.join(reportDir, 'certificate.json');
  mkdirSync(reportDir);
  writeFileSync(file, 'the last one');
  const child = start({ ...settingsFor(await serve(healthy())), OZ_REPORT_DIR: reportDir }, ['--list']);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));

  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  expect(output).toMatch(/Total: \d+ tests in \d+ files/);
  expect(readFileSync(file, 'utf8')).toBe('the last one');
});
