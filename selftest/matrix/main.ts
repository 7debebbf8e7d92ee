/** `npm run matrix [-- OPTIONS]`: the suite against the hosts of the matrix, by hand. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differences, table } from './compare.ts';
import { matrixHosts } from './hosts.ts';
import { runOne } from './run.ts';

const USAGE = 'npm run matrix -- --only NAME [--ttl SECONDS] [--delay SECONDS]';

function fail(message: string): never {
  process.stderr.write(`${message}\nUsage: ${USAGE}\n`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        ttl: { type: 'string', default: '3' },
        delay: { type: 'string', default: '0' },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const { only, ttl, delay } = options();
const host = matrixHosts.find(({ name }) => name === only);
if (!host)
  fail(
    `${only === undefined ? 'No host is named' : `No host is named "${only}"`}. The hosts are:\n${matrixHosts.map(({ name, says }) => `  ${name}: ${says}`).join('\n')}`,
  );

const reportDir = path.join(mkdtempSync(path.join(tmpdir(), 'oz-matrix-')), host.name);
const result = await runOne(host, { ttl: Number(ttl), delay: Number(delay), reportDir });
const found = differences(host, result);
process.stdout.write(
  `${host.says}\n\n${table([{ host, result }])}\n\n${found.join('\n')}${found.length > 0 ? '\n' : ''}`,
);
process.exitCode = found.length > 0 ? 1 : 0;
