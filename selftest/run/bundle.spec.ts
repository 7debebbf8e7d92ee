/** Tests the bundle on a machine with Node and without a network. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { certificateIn, expect, ROOT, test } from '../tools/certify.ts';
import { environment, program } from '../tools/product.ts';

/** Arguments for a shell in a network namespace that has only a loopback interface. */
const ALONE = ['-rn', 'sh', '-c'];

const unshare = (script: string, cwd: string) =>
  // The path holds Node, but neither npm nor anything of this checkout.
  spawnSync('unshare', [...ALONE, `ip link set lo up && ${script}`], {
    cwd,
    env: { ...environment({}), PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin:/usr/sbin:/sbin` },
    encoding: 'utf8',
  });

test('unpacked, it certifies, judges again and verifies without a network', ({}, testInfo) => {
  test.skip(unshare('true', ROOT).status !== 0, 'this system lets nobody make a namespace (unshare -rn, ip)');
  test.setTimeout(600_000);
  const archive = testInfo.outputPath('bundle.tgz');
  const { code, output } = program('bundle', [archive]);
  expect(code, output).toBe(0);
  execFileSync('tar', ['xzf', archive], { cwd: testInfo.outputPath() });
  const [title = ''] = readdirSync(testInfo.outputPath()).filter((name) => name.startsWith('oz-auth'));
  const folder = testInfo.outputPath(title);

  const run = unshare(
    './keygen keys && OZ_SIGNING_KEY=keys/oz-signing-key.pem ./certify --grep @issue.returns-pair; ./rejudge report; ' +
      './verify report --key keys/oz-signing-key.pub.pem --rejudge && ! node -e "fetch(\'http://192.0.2.1\')"',
    folder,
  );

  const said = run.stdout + run.stderr;
  expect(run.status, said).toBe(0);
  expect(said).toContain('VERIFIED: nothing was changed, and the verdict follows from the evidence.');
  expect(said).toContain('the same verdicts as on report/certificate.json');
  expect(said).toContain('ENETUNREACH');
  const certificate = certificateIn(path.join(folder, 'report'));
  expect(certificate.requirements.find(({ id }) => id === 'issue.returns-pair')?.verdict).toBe('passed');
  expect(certificate.suite.commit).toMatch(/^[0-9a-f]{40}(-dirty)?$/);
  // The archive holds no user, group or time of the machine that made it.
  expect(execFileSync('tar', ['tvzf', archive, `${title}/package.json`], { encoding: 'utf8' })).toMatch(
    /^-rw-r--r-- 0\/0 .*1970-01-01/,
  );
  expect(readdirSync(folder)).not.toContain('selftest');
  expect(readFileSync(path.join(folder, '.env.example'), 'utf8')).toContain('OZ_API_HOST');
});
