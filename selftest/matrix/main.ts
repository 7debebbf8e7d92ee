/** `npm run matrix [-- OPTIONS]`: runs the suite against chosen hosts of the matrix, once or many times. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../fixtures/evidence/error-message.ts';
import { argumentsFrom } from '../../bin/npm-options.ts';
import { differences, isWrong, table } from './compare.ts';
import { keepBusy } from './busy.ts';
import { groups } from './groups.ts';
import { type MatrixHost, matrixHosts } from './hosts.ts';
import { disagreements } from './model.ts';
import { type MatrixRunOptions, type HostResult, runFleet, runOne } from './run.ts';
import { listSpecs } from '../tools/specs.ts';
import { tally } from './tally.ts';

const USAGE = `npm run matrix -- OPTIONS

  --only NAME       this host by itself, as npm run certify shows it
  --match PATTERN   every host whose name has this in it, all in one run; "." is all of them
  --sample          of these, only those of each npm test
  --waits           of these, only the right hosts and those whose faults show by waiting; and only what waits is tested
  --copies N        so many of each host in the one run (1)
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
    const args = argumentsFrom(
      {
        program: 'matrix',
        flags: ['sample', 'waits'],
        values: ['match', 'copies', 'ttl', 'delay', 'repeat', 'busy'],
        positionals: false,
      },
      fail,
    );
    // No argument is also what npm leaves of "npm run matrix --only NAME".
    if (args.length === 0) return fail('Say which hosts: --match . for all of them.');
    return parseArgs({
      args,
      options: {
        only: { type: 'string' },
        match: { type: 'string' },
        sample: { type: 'boolean', default: false },
        waits: { type: 'boolean', default: false },
        copies: { type: 'string', default: '1' },
        ttl: { type: 'string', default: '3' },
        delay: { type: 'string', default: '0' },
        repeat: { type: 'string', default: '1' },
        busy: { type: 'string', default: '0' },
      },
    }).values;
  } catch (error) {
    return fail(messageOf(error));
  }
}

const values = options();

function number(name: 'ttl' | 'delay' | 'repeat' | 'copies' | 'busy', least: number): number {
  const value = Number(values[name]);
  if (values[name].trim() !== '' && value >= least) return value;
  return fail(`--${name} is "${values[name]}": write a number, ${least} or more.`);
}

const [ttl, delay, repeat] = [number('ttl', 0.1), number('delay', 0), number('repeat', 1)];
const folder = mkdtempSync(path.join(tmpdir(), 'oz-matrix-'));
const timed = new Set(
  values.waits
    ? listSpecs()
        .filter(({ tags }) => tags.includes('timed'))
        .flatMap(({ tags }) => tags)
    : [],
);
const how = (part: string): MatrixRunOptions => ({
  ttl,
  delay,
  reportDir: path.join(folder, part),
  ...(values.waits ? { only: { tag: '@timed', ids: timed } } : {}),
});
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

const promised = (ids: readonly string[]) => ids.filter((id) => timed.has(id));

/** Returns the chosen hosts, each in as many copies as asked for. With --waits, only timed requirements are expected to fail. */
function chosen(pattern: RegExp): MatrixHost[] {
  const from = values.sample ? groups.flatMap(({ hosts }) => hosts) : matrixHosts;
  const matching = from.filter(({ name, alone }) => pattern.test(name) && !(values.waits && alone));
  const reduced = matching
    .map((host) => ({
      ...host,
      fails: promised(host.fails),
      ...(host.untested ? { untested: promised(host.untested) } : {}),
    }))
    .filter(({ right, fails }) => right || fails.length > 0);
  const hosts = values.waits ? reduced : matching;
  return Array.from({ length: number('copies', 1) }, (_, nth) =>
    hosts.map((host) => (nth === 0 ? host : { ...host, name: `${host.name}.${nth + 1}` })),
  ).flat();
}

async function runAll(pattern: RegExp): Promise<boolean> {
  const hosts = chosen(pattern);
  if (hosts.length === 0) return fail(`No host has "${values.match}" in its name.`);
  const runs: HostResult[][] = [];
  for (let nth = 1; nth <= repeat; nth++) {
    const results = await runFleet(hosts, how(`run-${nth}`));
    runs.push(results);
    const rows = hosts.flatMap((host, at) => (results[at] ? [{ host, result: results[at] }] : []));
    say(`run ${nth} of ${repeat}, reports in ${path.join(folder, `run-${nth}`)}`);
    if (repeat === 1) say(`\n${table(rows)}\n`);
    for (const { host, result } of rows) {
      for (const found of differences(host, result))
        say(`${host.name}${isWrong(host, result) ? ', WRONG' : ', undecided'}: ${found}`);
      if (!values.waits)
        for (const found of disagreements(host, result)) say(`${host.name}, the model: ${found}`);
    }
  }
  const { text, wrong } = tally(hosts, runs, (id) => !values.waits || timed.has(id));
  say(`\n${text}`);
  return wrong === 0;
}

const endBusy = keepBusy(number('busy', 0));
const right =
  values.only === undefined ? await runAll(new RegExp(values.match ?? '.')) : await showOne(values.only);
endBusy();
process.exitCode = right ? 0 : 1;
