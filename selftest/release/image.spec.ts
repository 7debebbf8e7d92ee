/** Tests the image without Docker: its steps, and a run as a user without a name on a system that it cannot write. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { certificateIn, ROOT } from '../tools/product.ts';

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** A user that no system knows, in the group that OpenShift gives to its users. */
const AS_SOMEBODY = 'setpriv --reuid=1234567 --regid=0 --clear-groups --no-new-privs --bounding-set=-all';

/** Most seconds from SIGTERM to the end. Docker kills after 10 s, Kubernetes after 30 s. */
const GRACE = 9;

/** Returns what follows a word at the beginning of the Dockerfile's lines, with the image's folders replaced. */
function steps(word: string, folder: string): string[] {
  return [...textOf('Dockerfile').matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, step = '']) =>
    step.replaceAll(/(?<![\w/.])\/(suite|report|tmp)\b/g, `${folder}/$1`),
  );
}

/** Copies what goes into the image. */
function copySuite(to: string): void {
  for (const [, name = ''] of textOf('.dockerignore').matchAll(/^!(.+)$/gm))
    cpSync(path.join(ROOT, name), path.join(to, name), { recursive: true });
}

/** Why the system does not let this test make a file system of its own; undefined if it does. */
function noMounts(): string | undefined {
  const { status } = spawnSync('unshare', ['--mount', 'sh', '-c', `${AS_SOMEBODY} true`]);
  return status === 0 ? undefined : 'only root may mount, and become another user (unshare, setpriv)';
}

test('the image runs as any user, read-only and without HOME, and ends in order at SIGTERM', async ({}, testInfo) => {
  test.skip(noMounts() !== undefined, noMounts());
  test.setTimeout(180_000);
  const folder = testInfo.outputPath('image');
  const suite = path.join(folder, 'suite');
  for (const name of ['suite/node_modules', 'tmp', 'report'])
    mkdirSync(path.join(folder, name), { recursive: true });
  copySuite(suite);
  // A checkout with a strict umask.
  chmodSync(path.join(suite, 'tests'), 0o700);
  chmodSync(path.join(suite, 'bin/start.mjs'), 0o600);
  const [program = '', ...args]: string[] = JSON.parse(steps('ENTRYPOINT', folder)[0] ?? '[]');
  const script = [
    // The packages are there already; Node and the system are those of this machine.
    `mount --bind ${path.join(ROOT, 'node_modules')} ${suite}/node_modules`,
    `cd ${suite}`,
    ...steps('ENV', folder).map((step) => `export ${step}`),
    ...steps('RUN', folder)
      .filter((step) => !step.startsWith('npm ci'))
      .map((step) => `(set +e; ${step})`),
    // What is mounted by itself stays as it is.
    `mount --bind ${folder}/report ${folder}/report`,
    `mount -o remount,bind,ro ${suite}/node_modules`,
    'mount -o remount,bind,ro /',
    `! ${AS_SOMEBODY} touch ${folder}/tmp/x ${suite}/x /tmp/x`,
    `exec ${AS_SOMEBODY} ${program} ${args.join(' ')} --grep '@issue|@extension'`,
  ].join('\n');
  const child = spawn('unshare', ['--mount', 'sh', '-e', '-c', script], {
    env: { PATH: `${path.dirname(process.execPath)}:${process.env['PATH']}`, OZ_SESSION_TTL: '600' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen = { output: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (seen.output += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const report = path.join(folder, 'report');
  const isDecided = () =>
    existsSync(path.join(report, 'evidence/outcomes.jsonl')) &&
    readFileSync(path.join(report, 'evidence/outcomes.jsonl'), 'utf8').includes('issue.returns-pair');
  await expect.poll(() => child.exitCode !== null || isDecided(), { timeout: 90_000 }).toBe(true);
  expect(child.exitCode, seen.output).toBe(null);

  const stopped = performance.now();
  child.kill('SIGTERM');
  expect(await ended, seen.output).toBe(2);
  expect((performance.now() - stopped) / 1000).toBeLessThan(GRACE);

  const { verdict, requirements } = certificateIn(report);
  expect(verdict).toBe('inconclusive');
  expect(requirements.find(({ id }) => id === 'issue.returns-pair')?.verdict).toBe('passed');
  expect(requirements.find(({ id }) => id === 'extension.expires')?.reason).toContain('interrupted');
  expect(statSync(path.join(report, 'certificate.json')).uid).toBe(1_234_567);
});
