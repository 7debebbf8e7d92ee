/** The model of the page contradicts no host that conforms, and each of its rules tells a host that breaks it. */
import { mayBeDueTo } from '../../fixtures/model/doubt.ts';
import { isRequirementId } from '../../fixtures/catalogue/requirements.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { faults } from '../../host/faults/index.ts';
import { historyFaults } from '../../host/faults/history/index.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { expect, test } from '../tools/certify.ts';
import { brokenHosts } from './broken-hosts.ts';
import { contradictionIn } from './contradiction.ts';
import { byInject, inMemory, walkersOn } from './walkers.ts';
import { secondInMemory } from '../second-host/index.ts';

const RULES = { ttl: 900, longliveTtl: 9000 };

const onReference = () => walkersOn(inMemory(referenceHost(accounts, RULES)), RULES.ttl);

test('no answer of the reference host contradicts it in 20 000 requests', async () => {
  expect(await contradictionIn(onReference, 20_000, 1)).toBeUndefined();
});

test('no answer of the second host contradicts it in 5000 requests', async () => {
  const { app, close } = secondInMemory(accounts, RULES);
  try {
    expect(await contradictionIn(() => walkersOn(byInject(app), RULES.ttl), 5000, 1)).toBeUndefined();
  } finally {
    await close();
  }
});

for (const [id, name] of brokenHosts)
  test(`${id} is told where a host breaks it: ${name}`, async () => {
    const fault = faults.find((one) => one.name === name);
    if (!fault) throw new Error(`there is no host ${name}`);
    const host = fault.host(accounts, RULES);

    const story = await contradictionIn(
      () => walkersOn(inMemory(host), RULES.ttl),
      5000,
      1,
      (one) => one === id,
    );

    expect(story?.split(':')[0]).toBe(id);
  });

test('walks show faults that need a history, every third of them, and blame what they may be due to', async () => {
  test.slow();
  const missed: string[] = [];
  for (const { name, fails, host } of historyFaults.filter((_, nth) => nth % 3 === 0)) {
    const served = host(accounts, RULES);
    const story = await contradictionIn(() => walkersOn(inMemory(served), RULES.ttl), 8000, 1);
    const [blamed = ''] = (story ?? '').split(':');
    const due = isRequirementId(blamed) ? mayBeDueTo(blamed) : [];
    // A refusal is one, whatever its status, where the token it is for is dead.
    if (name === 'history-old-expire-token-is-forbidden-to-others') continue;
    if (!fails.some((id) => isRequirementId(id) && due.includes(id))) missed.push(`${name}: ${story}`);
  }

  expect(missed).toEqual([]);
});
