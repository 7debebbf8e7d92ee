/** Tests what becomes of a program whose output nobody reads any more, as in `npm run doctor | head`. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeCertificate } from '../../reporter/certificate/files.ts';
import { certificateIn, expect, start, test } from '../tools/certify.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

/** Closes the output of a process at once, and returns how the process ends. */
async function endWithoutReader(child: ReturnType<typeof start>) {
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  child.stdout.destroy();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, errors };
}

test('a program comes to its end, with its files and its exit code', async ({}, testInfo) => {
  const report = testInfo.outputPath('report');
  mkdirSync(report);
  writeCertificate(report, sampleCertificate());

  const end = await endWithoutReader(
    start({}, [report, '--to', report], ['bin/start.mjs', 'bin/history.ts']),
  );

  expect(end).toEqual({ code: 0, errors: '' });
  expect(existsSync(path.join(report, 'history.html'))).toBe(true);
});

test('a run comes to its end', async ({}, testInfo) => {
  const report = testInfo.outputPath('report');

  const end = await endWithoutReader(start({ OZ_REPORT_DIR: report }, ['--grep', '@issue.returns-pair']));

  expect(end).toEqual({ code: 2, errors: '' });
  const { requirements } = certificateIn(report);
  expect(requirements.find(({ id }) => id === 'issue.returns-pair')?.verdict).toBe('passed');
});
