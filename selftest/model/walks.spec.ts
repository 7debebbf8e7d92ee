/** Walks in a whole run: a contradiction fails its requirement, and a doubtful one fails none. */
import { accounts } from '../../host/reference/accounts.ts';
import { historyFaults } from '../../host/faults/history/index.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { unusual } from '../../host/unusual/index.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const RULES = { ttl: 60, longliveTtl: 157_680_000 };
const walking = { OZ_SESSION_TTL: '60', OZ_EXPLORE_REQUESTS: '300', OZ_EXPLORE_SEED: '1' };

for (const name of ['history-renewed-expire-token-renews-for-others'])
  test(`a fault that needs a history: ${name}`, async ({ certify, serve }) => {
    const fault = historyFaults.find((one) => one.name === name);
    if (!fault) throw new Error(`there is no host ${name}`);
    const url = await serve(fault.host(accounts, RULES));

    const run = await certify({ ...settingsFor(url), ...walking }, '--quick');

    expect(run.code, run.output).toBe(1);
    expect(run.ids('failed', 'MUST')).toEqual(fault.fails);
    const failed = run.certificate.requirements.find(({ id }) => id === fault.fails[0]);
    const [, story = ''] =
      /the shortest walk that shows it: (.*) \(OZ_EXPLORE_SEED=1 /.exec(failed?.reason ?? '') ?? [];
    const steps = story.split('; ');
    expect(steps[0]).toBe('1. alice logs in: 200, pair 1');
    expect(steps.length).toBeLessThanOrEqual(14);
    expect(failed?.evidence).toHaveLength(steps.length);
  });

test('a host that conforms, and one whose accounts have few sessions, are not blamed', async ({
  certify,
  serve,
}) => {
  const few = unusual.find(({ name }) => name === 'five-sessions-for-each-account');
  const hosts = [referenceHost(accounts, RULES), ...(few ? [few.host(accounts, RULES)] : [])];
  expect(hosts).toHaveLength(2);

  for (const host of hosts) {
    const run = await certify({ ...settingsFor(await serve(host)), ...walking }, '--quick');
    expect(run.ids('failed', 'MUST'), run.output).toEqual([]);
    const walks = run.certificate.requirements.find(({ id }) => id === 'observed.walks');
    expect(walks?.reason).toMatch(/requests in made-up orders; OZ_EXPLORE_SEED=1 makes up the same/);
  }
});
