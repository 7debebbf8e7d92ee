/** The model of the page contradicts no host that conforms, and each of its rules tells a host that breaks it. */
import { mayBeDueTo } from '../../fixtures/model/doubt.ts';
import { isRequirementId, type RequirementId } from '../../fixtures/catalogue/requirements.ts';
import { search } from '../../fixtures/walks/steps.ts';
import { Walk } from '../../fixtures/walks/walk.ts';
import type { Walker } from '../../fixtures/walks/walker.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { faults } from '../../host/faults/index.ts';
import { historyFaults } from '../../host/faults/history/index.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { expect, test } from '../tools/certify.ts';
import { byFetch, inMemory, walkersOn } from './walkers.ts';
import { serveSecond } from '../second-host/index.ts';

const RULES = { ttl: 900, longliveTtl: 9000 };

/** Walks with this many requests; returns the shortest story that contradicts the model, or undefined. */
async function contradictionIn(
  walkers: () => Walker[],
  requests: number,
  seed: number,
  counts: (id: RequirementId) => boolean = () => true,
): Promise<string | undefined> {
  let sent = 0;
  let story: string | undefined;
  await search({ seed, walks: requests }, async (steps) => {
    if (sent >= requests) return true;
    const walk = new Walk(walkers(), counts);
    await walk.take(steps);
    sent += walk.sent;
    const { contradiction } = walk;
    if (contradiction) story = `${contradiction.must.requirement}: ${contradiction.story.join('; ')}`;
    return contradiction === undefined;
  });
  return story;
}

const onReference = () => walkersOn(inMemory(referenceHost(accounts, RULES)), RULES.ttl);

test('no answer of the reference host contradicts it', async () => {
  expect(await contradictionIn(onReference, 10_000, 1)).toBeUndefined();
});

test('no answer of the second host contradicts it', async () => {
  const { url, close } = await serveSecond(accounts, RULES);
  try {
    expect(await contradictionIn(() => walkersOn(byFetch(url), RULES.ttl), 800, 1)).toBeUndefined();
  } finally {
    await close();
  }
});

/** For each rule, a host that breaks it. Only contradictions of the rule itself count. */
const BROKEN: ReadonlyArray<readonly [RequirementId, string]> = [
  ['access.grants', 'access-never'],
  ['access.requires-token', 'access-without-token'],
  ['access.rejects-unknown-token', 'access-of-strangers'],
  ['access.rejects-expire-token', 'access-by-expire-token'],
  ['refresh.returns-new-pair', 'refresh-is-empty'],
  ['refresh.new-pair-grants-access', 'old-access-token-ends-the-new-pair'],
  ['refresh.new-pair-refreshes', 'refresh-once'],
  ['refresh.requires-access-token', 'refresh-without-access-token'],
  ['refresh.rejects-unknown-access-token', 'refresh-with-any-access-token'],
  ['refresh.old-pair-survives', 'old-pair-dies-at-once'],
  ['refresh.old-access-token-dies', 'old-access-token-never-dies'],
  ['refresh.old-access-token-dies', 'old-access-token-still-refreshes'],
  ['refresh.old-expire-token-dies', 'old-expire-token-never-dies'],
  ['refresh.spares-other-sessions', 'refresh-ends-other-accounts-sessions'],
  ['error.missing-expire-token', 'error-missing-field-is-422'],
  ['error.unknown-expire-token', 'error-never-issued-is-400'],
  ['error.foreign-expire-token', 'error-foreign-is-401'],
  ['error.refusals-are-harmless', 'error-foreign-ends-the-session'],
];

for (const [id, name] of BROKEN)
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
