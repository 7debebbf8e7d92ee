/** The whole suite against every host of the matrix, many at once; what it said is judged in matrix.spec.ts. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './certify.ts';
import { isUndecided } from './matrix/compare.ts';
import { groups, writeResults } from './matrix/groups.ts';
import { runFleet } from './matrix/run.ts';

for (const { name, hosts, ttl } of groups)
  test(`${hosts.length} hosts ${name}`, async ({}, testInfo) => {
    test.setTimeout(15 * 60_000);
    const reportDir = testInfo.outputPath('report');
    writeResults(name, []);

    const first = await runFleet(hosts, { ttl, delay: 0, reportDir: path.join(reportDir, 'first') });
    const undecided = hosts.filter((host, nth) => first[nth] && isUndecided(host, first[nth]));
    // What could not be told on a busy machine is asked once more, with fewer beside it.
    for (const { name } of undecided) process.stdout.write(`  asked once more: ${name}\n`);
    const second =
      undecided.length > 0
        ? await runFleet(undecided, {
            ttl: Math.min(ttl, 15),
            delay: 0,
            reportDir: path.join(reportDir, 'second'),
          })
        : [];
    const better = new Map(second.map((result) => [result.name, result]));
    const results = first.map((result) => better.get(result.name) ?? result);

    writeResults(name, results);
    expect(results).toHaveLength(hosts.length);
    // Hundreds of evidence files that nobody asks for where all went well.
    rmSync(reportDir, { recursive: true });
  });
