/** Tests that each host of the matrix is judged as it must be: a faulty host by the ids it names, a right host not at all. */
import { expect, test } from '../tools/certify.ts';
import { differences, table } from './compare.ts';
import { groups, readResults } from './groups.ts';
import { disagreements } from './model.ts';

const rows = groups.flatMap((group) => {
  const results = new Map(readResults(group.name).map((result) => [result.name, result]));
  return group.hosts.map((host) => ({ host, result: results.get(host.name) }));
});

for (const { host, result } of rows)
  test(`${host.name}: ${host.says}`, () => {
    expect(result, 'the run left no result').toBeDefined();
    expect(result && differences(host, result)).toEqual([]);
    expect(result && disagreements(host, result), 'the tests and the model').toEqual([]);
  });

test('the table', () => {
  const judged = rows.flatMap(({ host, result }) => (result ? [{ host, result }] : []));

  process.stdout.write(`\n${table(judged)}\n\n`);

  expect(judged).toHaveLength(rows.length);
});
