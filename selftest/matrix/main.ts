/** `npm run matrix [-- OPTIONS]`: the suite against hosts of the matrix, by hand and as often as asked for. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differences, table } from './compare.ts';
import { keepBusy } from './busy.ts';
import { type MatrixHost, matrixHosts } from './hosts.ts';
import { type Circumstances, type Result, runFleet, runOne } from './run.ts';
import { tally } from './tally.ts';

const USAGE = `npm run matrix -- OPTIONS

  --only NAME       this host by itself, as npm run certify shows it
  --match PATTERN   every host whose name has this in it, all in one run; "." is all of them
  --waits           of these, only the right hosts and those whose faults show by waiting
  --ttl SECONDS     OZ_SESSION_TTL of the hosts (3)
  --delay SECONDS   the most that the network holds a round trip up, now more, now less (0)
  --repeat N        so many runs, one after another, and how often they differed (1)
  --busy N          so many processes that do nothing but compute, meanwhile (0)
`;

function fail(message: string): never {
  process.stderr.write(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        match: { type: 'string' },
        waits: { type: 'boolean', default: false },
        ttl: { type: 'string', default: '3' },
        delay: { type: 'string', default: '0' },
        repeat: { type: 'string', default: '1' },
        busy: { type: 'string', default: '0' },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const values = options();

function number(name: 'ttl' | 'delay' | 'repeat' | 'busy', least: number): number {
  const value = Number(values[name]);
  if (values[name].trim() !== '' && value >= least) return value;
  return fail(`--${name} is "${values[name]}": write a number, ${least} or more.`);
}

const [ttl, delay, repeat] = [number('ttl', 0.1), number('delay', 0), number('repeat', 1)];
const folder = mkdtempSync(path.join(tmpdir(), 'oz-matrix-'));
const how = (part: string): Circumstances => ({ ttl, delay, reportDir: path.join(folder, part) });
const say = (text: string) => process.stdout.write(`${text}\n`);

async function showOne(name: string): Promise<boolean> {
  const host = matrixHosts.find((one) => one.name === name);
  if (!host)
    return fail(`No host is named "${name}". There are: ${matrixHosts.map((one) => one.name).join(', ')}.`);
  const result = await runOne(host, how(name));
  const found = differences(host, result);
  say([host.says, '', table([{ host, result }]), ...found].join('\n'));
  return found.length === 0;
}

function waits({ right, fails }: MatrixHost): boolean {
  return right || fails.some((id) => /^extension\.|\.lifetime$|outlives|new-session/.test(id));
}

async function runAll(pattern: RegExp): Promise<boolean> {
  const hosts = matrixHosts.filter((host) => pattern.test(host.name) && (!values.waits || waits(host)));
  if (hosts.length === 0) return fail(`No host has "${values.match}" in its name.`);
  const runs: Result[][] = [];
  for (let nth = 1; nth <= repeat; nth++) {
    const results = await runFleet(hosts, how(`run-${nth}`));
    runs.push(results);
    const rows = hosts.flatMap((host, at) => (results[at] ? [{ host, result: results[at] }] : []));
    say(`run ${nth} of ${repeat}, reports in ${path.join(folder, `run-${nth}`)}`);
    if (repeat === 1) say(`\n${table(rows)}\n`);
    for (const { host, result } of rows)
      for (const found of differences(host, result)) say(`${host.name}: ${found}`);
  }
  const { text, differed } = tally(hosts, runs);
  say(`\n${text}`);
  return differed === 0;
}

const idle = keepBusy(number('busy', 0));
const right =
  values.only === undefined ? await runAll(new RegExp(values.match ?? '.')) : await showOne(values.only);
idle();
process.exitCode = right ? 0 : 1;
