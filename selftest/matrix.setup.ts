/** The whole suite against every host of the matrix, many at once; what it said is judged in matrix.spec.ts. */
import { rmSync } from 'node:fs';
import { expect, test } from './certify.ts';
import { groups, writeResults } from './matrix/groups.ts';
import { runFleet } from './matrix/run.ts';

for (const { name, hosts, ttl } of groups)
  test(`${hosts.length} hosts ${name}`, async ({}, testInfo) => {
    test.setTimeout(15 * 60_000);
    const reportDir = testInfo.outputPath('report');
    writeResults(name, []);

    const results = await runFleet(hosts, { ttl, delay: 0, reportDir });

    writeResults(name, results);
    expect(results).toHaveLength(hosts.length);
    // Hundreds of evidence files that nobody asks for where all went well.
    rmSync(reportDir, { recursive: true });
  });
