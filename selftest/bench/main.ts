/**
 * `npm run bench`: times the exchanges of a run without waits in this suite, in newman and in a bare fetch loop, and
 * compares the length of whole runs with the TTL. The tables are written to docs/bench/results.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { median } from '../../fixtures/preflight/inspection.ts';
import { PRODUCT, ROOT, settingsFor } from '../tools/product.ts';
import { exchangesOf } from './exchanges.ts';
import { type Cost, costOf, type CountingHost, startCountingHost } from './measure.ts';
import { collectionOf } from './postman.ts';
import { type Row, tableOf } from './table.ts';

/** Number of rounds, in each of which the three programs run one after another. The median counts. */
const ROUNDS = 5;
const TTLS = [3, 30, 120];
const RESULTS = path.join(ROOT, 'docs/bench/results.md');

const folder = mkdtempSync(path.join(tmpdir(), 'oz-bench-'));
const below = (name: string) => path.join(folder, name);
const say = (text: string) => process.stdout.write(`${text}\n`);

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8'));
  return `${name} ${version}`;
}

/** Measurements of one program in one round. */
type Measured = Cost & { readonly startUp: number; readonly exchanging: number } & Awaited<
    ReturnType<CountingHost['counted']>
  >;

async function measured(host: CountingHost, run: () => Promise<Cost>): Promise<Measured> {
  await host.counted();
  const began = Date.now();
  const cost = await run();
  const counted = await host.counted();
  const [startUp, exchanging] = [counted.first - began, counted.last - counted.first];
  return { ...cost, ...counted, startUp: startUp / 1000, exchanging: exchanging / 1000 };
}

const middle = (of: readonly Measured[], value: (one: Measured) => number) => median(of.map(value));

async function sideBySide(): Promise<Row[]> {
  // With this TTL, in seconds, no session expires during the rounds.
  const host = await startCountingHost(900);
  const settings = { ...settingsFor(host.url), OZ_SESSION_TTL: '900', OZ_FUZZ_REQUESTS: '0' };
  const reportDir = below('report');
  const certify = () =>
    costOf([...PRODUCT, '--quick'], { ...settings, OZ_REPORT_DIR: reportDir }, below('suite.txt'));
  await measured(host, certify);
  const steps = exchangesOf(reportDir);
  writeFileSync(below('steps.json'), JSON.stringify(steps));
  writeFileSync(below('collection.json'), JSON.stringify(collectionOf(host.url, steps)));
  const newman = require.resolve('newman/bin/newman.js');
  const loop = path.join(__dirname, 'fetch.mjs');
  const programs: ReadonlyArray<readonly [string, () => Promise<Cost>]> = [
    ['`npm run certify -- --quick`', certify],
    ['newman', () => costOf([newman, 'run', below('collection.json')], {}, below('newman.txt'))],
    ['a bare `fetch` loop', () => costOf([loop, host.url, below('steps.json')], {}, below('fetch.txt'))],
  ];
  const rounds = programs.map((): Measured[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [nth, [name, run]] of programs.entries()) {
      const one = await measured(host, run);
      say(`round ${round + 1}, ${name}: ${one.wall.toFixed(1)} s, ${one.requests} requests`);
      rounds[nth]?.push(one);
    }
  host.stop();
  const [, , loops = []] = rounds;
  say(`the loop had the recorded status ${loops.at(-1)?.output.trim()} times of ${steps.length}`);
  say(readFileSync(below('newman.txt'), 'utf8').split('\n').slice(-30).join('\n'));
  return programs.map(([name], nth) => {
    const of = rounds[nth] ?? [];
    return {
      name,
      cells: [
        `${middle(of, (one) => one.requests)}`,
        `${middle(of, (one) => one.sessions)}`,
        `${middle(of, (one) => one.startUp).toFixed(1)} s`,
        `${middle(of, (one) => one.exchanging).toFixed(1)} s`,
        `${middle(of, (one) => one.wall).toFixed(1)} s`,
        `${middle(of, (one) => one.cpu).toFixed(1)} s`,
        `${Math.round(middle(of, (one) => one.memory) / 2 ** 20)} MB`,
      ],
    };
  });
}

async function besideTtl(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const ttl of TTLS) {
    const reportDir = below(`report-${ttl}`);
    // The embedded host with its defaults, except the TTL.
    const values = { OZ_SESSION_TTL: String(ttl), OZ_FUZZ_REQUESTS: '', OZ_REPORT_DIR: reportDir };
    // Short runs are repeated, because the noise of the machine is a large part of them.
    const walls: number[] = [];
    for (let round = 0; round < (ttl < 10 ? ROUNDS : 1); round++)
      walls.push((await costOf(PRODUCT, values, below(`${ttl}.txt`))).wall);
    const wall = median(walls);
    const { verdict, run } = JSON.parse(readFileSync(path.join(reportDir, 'certificate.json'), 'utf8'));
    say(`TTL ${ttl}: ${wall.toFixed(1)} s, ${verdict}`);
    rows.push({
      name: `${ttl} s`,
      cells: [
        `${wall.toFixed(1)} s`,
        (wall / ttl).toFixed(2),
        `${(1.1 * ttl + 5).toFixed(1)} s`,
        String(run.requests),
        String(run.sessions),
        String(verdict),
      ],
    });
  }
  return rows;
}

const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
const versions = [`Node.js ${process.version}`, ...['@playwright/test', 'newman'].map(versionOf)].join(', ');
const load = loadavg()[0]?.toFixed(1);
const programs = tableOf(
  ['', 'requests', 'sessions', 'to the first request', 'first to last', 'whole', 'CPU', 'memory'],
  await sideBySide(),
);
const ttls = tableOf(
  ['TTL', 'whole', '÷ TTL', '1.10 TTL + 5 s', 'requests', 'sessions', 'verdict'],
  await besideTtl(),
);
writeFileSync(
  RESULTS,
  `# npm run bench

${new Date().toISOString().slice(0, 10)}, ${machine}; ${versions}; load before: ${load}

The exchanges of a run that waits for nothing, with the embedded host in a process of its own; median of ${ROUNDS} rounds.
CPU and memory are those of all processes of the program, not the host's.

${programs}

Whole runs of \`npm run certify\` on the embedded host, beside the life of a session; with a TTL below 10 s, the median of ${ROUNDS}:

${ttls}
`,
);
rmSync(folder, { recursive: true, force: true });
say(readFileSync(RESULTS, 'utf8'));
