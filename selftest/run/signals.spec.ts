/** Tests signals: a stopped run ends at once with what is decided, a killed run claims nothing, and no process stays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readOutcomes } from '../../fixtures/judgement/outcome-log.ts';
import { accessFaults } from '../../host/faults/access/access-token.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { write } from '../../host/reference/http.ts';
import { certificateIn, expect, ROOT, settingsFor, test } from '../tools/certify.ts';
import { environment, PRODUCT, type Values } from '../tools/product.ts';

test.describe.configure({ timeout: 180_000 });

/** Settings with a TTL, in seconds, that is long enough for every test to stop the run in the middle of the wait. */
const WAITING = { OZ_SESSION_TTL: '600', CI: '', TERM: 'xterm' };

/** Arguments that select 18 requirements, to save time. */
const PART = ['--grep', '@issue|@access.requires-token|@extension'];

const SCRIPT = '/usr/bin/script';

/** Returns the ids of the run's processes, which have its settings in their environment. */
function processesOf(reportDir: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const ended = readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
      return !ended && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`OZ_REPORT_DIR=${reportDir}\0`);
    } catch {
      return false;
    }
  });
}

/** Starts a run in its own process group, as a terminal does. */
function startAlone(values: Values, args: readonly string[], command = process.execPath) {
  const stdio = ['pipe' as const, 'pipe' as const, 'pipe' as const];
  const child = spawn(command, args, { cwd: ROOT, env: environment(values), detached: true, stdio });
  const seen = { output: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (seen.output += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, seen, ended };
}

/** Waits until at least this number of requirements is decided. */
async function untilDecided(reportDir: string, least: number): Promise<void> {
  const { poll } = expect;
  await poll(() => readOutcomes(reportDir).size, { timeout: 90_000 }).toBeGreaterThanOrEqual(least);
}

const groupOf = ({ pid }: ChildProcess) => -(pid ?? Number.NaN);

/** Measures the seconds until a promise is settled. */
async function secondsOf(what: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await what;
  return (performance.now() - start) / 1000;
}

/** Most seconds in which a run must end. An idle machine needs about one. */
const AT_ONCE = 8;

test('Ctrl-C in a terminal: the live line goes, and what is decided stays', async ({}, testInfo) => {
  test.skip(!existsSync(SCRIPT), `${SCRIPT} is missing: it makes the terminal (util-linux)`);
  const reportDir = testInfo.outputPath('report');
  // The trap keeps the shell alive at Ctrl-C, which goes to the whole terminal, so that it prints the exit code.
  const command = `trap : INT; stty cols 100; "${process.execPath}" ${PRODUCT.join(' ')} ${PART.map((one) => `'${one}'`).join(' ')}; echo "ended with $?"`;
  const { child, seen, ended } = startAlone(
    { ...WAITING, OZ_REPORT_DIR: reportDir },
    ['-qec', command, '/dev/null'],
    SCRIPT,
  );
  await untilDecided(reportDir, 3);
  await expect.poll(() => seen.output, { timeout: 30_000 }).toMatch(/ [1-9]\d* of 18 requirements decided/);

  child.stdin.write('\u0003');
  expect(await secondsOf(ended)).toBeLessThan(AT_ONCE);

  const lines = seen.output.split('\r\u001b[2K');
  const live = lines.filter((line) => line.startsWith('waiting for sessions to expire: '));
  expect(live.length).toBeGreaterThan(1);
  expect(live[0]).toMatch(
    /^waiting for sessions to expire: 0:0\d of about 10:\d\d, (9|10):\d\d left; \d+ of 18/,
  );
  const rewritten = lines.slice(1, -1).filter((line) => !line.includes('\n'));
  for (const line of rewritten) expect(line.replace(/\^C$/, '').length).toBeLessThan(100);
  // The end of the output begins on a cleared line.
  expect(lines.at(-1)).toMatch(/^\s+topic[^]+INCONCLUSIVE: The run was interrupted[^]+ended with 2\s+$/);
  const { requirements, verdict } = certificateIn(reportDir);
  expect(verdict).toBe('inconclusive');
  expect(requirements.find(({ id }) => id === 'issue.returns-pair')?.verdict).toBe('passed');
  expect(requirements.find(({ id }) => id === 'extension.expires')).toMatchObject({
    verdict: 'inconclusive',
    reason: 'The run was interrupted before its end.',
  });
  await expect.poll(() => processesOf(reportDir)).toEqual([]);
});

test('SIGTERM while a request hangs: a MUST that has failed stays failed', async ({ serve }, testInfo) => {
  const faulty = accessFaults.find(({ name }) => name === 'access-without-token');
  if (!faulty) throw new Error('no such fault');
  let hangs = false;
  const url = await serve(
    faulty.host(accounts, { ttl: 600, longliveTtl: 157_680_000 }),
    ({ response, speak }) => {
      if (!hangs) write(response, speak());
    },
  );
  const reportDir = testInfo.outputPath('report');
  const values = { ...settingsFor(url), ...WAITING, OZ_REPORT_DIR: reportDir };
  const { child, seen, ended } = startAlone(values, [...PRODUCT, ...PART]);
  await expect
    .poll(() => readOutcomes(reportDir).get('access.requires-token')?.verdict, { timeout: 90_000 })
    .toBe('failed');
  hangs = true;
  // Without a terminal there is a plain line every 30 s.
  await expect
    .poll(() => seen.output, { timeout: 60_000 })
    .toMatch(/^waiting for sessions to expire: 0:\d\d of about .* requirements decided$/m);

  child.kill('SIGTERM');
  expect(await secondsOf(ended)).toBeLessThan(AT_ONCE);

  expect(await ended).toBe(1);
  const { verdict, summary } = certificateIn(reportDir);
  expect(verdict).toBe('nonconformant');
  expect(summary).toMatch(/access.requires-token.*interrupted/);
  expect(seen.output).not.toContain('\u001b');
  await expect.poll(() => processesOf(reportDir)).toEqual([]);
});

for (const [whom, of] of [
  ['the program alone', ({ pid }: ChildProcess) => pid ?? Number.NaN],
  ['the whole group', groupOf],
] as const)
  test(`kill -9 of ${whom} leaves no verdict that was not reached`, async ({}, testInfo) => {
    const reportDir = testInfo.outputPath('report');
    const values = { ...WAITING, OZ_REPORT_DIR: reportDir };
    const { child, seen, ended } = startAlone(values, [...PRODUCT, ...PART, '--quiet']);
    await untilDecided(reportDir, 3);

    process.kill(of(child), 'SIGKILL');
    await ended;

    // The processes include the embedded host, which is in another process group. Playwright gives a worker 30 s to end.
    await expect.poll(() => processesOf(reportDir), { timeout: 60_000 }).toEqual([]);
    expect(certificateIn(reportDir).verdict).toBe('inconclusive');
    const junit = readFileSync(path.join(reportDir, 'junit.xml'), 'utf8');
    expect(junit).toContain('name="oz-auth-conformance: inconclusive"');
    expect(readFileSync(path.join(reportDir, 'certificate.html'), 'utf8')).toMatch(/>\s*INCONCLUSIVE/i);
    expect(seen.output).toBe('');
  });
