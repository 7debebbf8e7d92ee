/** The whole suite against every host of the matrix, many at once; what it said is judged in matrix.spec.ts. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../tools/certify.ts';
import { isUndecided } from './compare.ts';
import { type Group, groups, writeResults } from './groups.ts';
import { type HostResult, runFleet } from './run.ts';

/** `npm run matrix` takes longer walks. */
const settings = { OZ_EXPLORE_REQUESTS: '10' };

async function resultsOf({ hosts, ttl }: Group, reportDir: string): Promise<HostResult[]> {
  const first = await runFleet(hosts, { ttl, delay: 0, settings, reportDir: path.join(reportDir, 'first') });
  const undecided = hosts.filter((host, nth) => first[nth] && isUndecided(host, first[nth]));
  // What could not be told on a busy machine is asked once more, with fewer beside it.
  for (const { name } of undecided) process.stdout.write(`  asked once more: ${name}\n`);
  const again = { ttl: Math.min(ttl, 15), delay: 0, settings, reportDir: path.join(reportDir, 'second') };
  const second = undecided.length > 0 ? await runFleet(undecided, again) : [];
  const better = new Map(second.map((result) => [result.name, result]));
  return first.map((result) => better.get(result.name) ?? result);
}

// In one test, as each process of its own would first have to start.
test('all hosts', async ({}, testInfo) => {
  test.setTimeout(40 * 60_000);
  for (const { name } of groups) writeResults(name, []);

  // To its end, whatever becomes of another: a run goes on beside it, against hosts of this process.
  const ended = await Promise.allSettled(
    groups.map(async (group) => {
      const results = await resultsOf(group, testInfo.outputPath('report', group.name));
      writeResults(group.name, results);
      expect(results).toHaveLength(group.hosts.length);
    }),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;

  // Hundreds of evidence files that nobody asks for where all went well.
  rmSync(testInfo.outputPath('report'), { recursive: true });
});
