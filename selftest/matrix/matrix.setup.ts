/** Runs the whole suite against the hosts of `npm test`, many at once. matrix.spec.ts judges the results. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../tools/certify.ts';
import { isUndecided } from './compare.ts';
import { type Group, groups, writeResults } from './groups.ts';
import { type HostResult, runFleet } from './run.ts';

/** Settings of every host. Walks are shorter than those of `npm run matrix`. */
const settings = { OZ_EXPLORE_REQUESTS: '10' };

async function resultsOf({ hosts, ttl }: Group, reportDir: string): Promise<HostResult[]> {
  const first = await runFleet(hosts, { ttl, delay: 0, settings, reportDir: path.join(reportDir, 'first') });
  const undecided = hosts.filter((host, nth) => first[nth] && isUndecided(host, first[nth]));
  // Hosts that a busy machine left undecided are tested once more, with fewer hosts beside them.
  for (const { name } of undecided) process.stdout.write(`  asked once more: ${name}\n`);
  const again = { ttl: Math.min(ttl, 15), delay: 0, settings, reportDir: path.join(reportDir, 'second') };
  const second = undecided.length > 0 ? await runFleet(undecided, again) : [];
  const better = new Map(second.map((result) => [result.name, result]));
  return first.map((result) => better.get(result.name) ?? result);
}

// One test for all groups, because each further test would start a process of its own.
test('all hosts', async ({}, testInfo) => {
  test.setTimeout(40 * 60_000);
  for (const { name } of groups) writeResults(name, []);

  // Every run is awaited, even if another failed, because its hosts are in this process.
  const ended = await Promise.allSettled(
    groups.map(async (group) => {
      const results = await resultsOf(group, testInfo.outputPath('report', group.name));
      writeResults(group.name, results);
      expect(results).toHaveLength(group.hosts.length);
    }),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;

  // If all went well, nobody needs these hundreds of evidence files.
  rmSync(testInfo.outputPath('report'), { recursive: true });
});
