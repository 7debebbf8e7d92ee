/** The model of the page agrees with every right host that we have, and takes each of its rules to tell a wrong one. */
import { search } from '../fixtures/steps.ts';
import { Walk, type Walker } from '../fixtures/walk.ts';
import { accounts } from '../host/accounts.ts';
import { referenceHost } from '../host/server.ts';
import { expect, test } from './certify.ts';
import { byFetch, inMemory, walkersOn } from './model/walkers.ts';
import { serveSecond } from './second-host/index.ts';

const RULES = { ttl: 900, longliveTtl: 9000 };

/** Walks until so many requests were sent, and gives back the shortest story of what the model does not allow. */
async function alarm(walkers: () => Walker[], requests: number, seed: number): Promise<string | undefined> {
  let sent = 0;
  let story: string | undefined;
  await search({ seed, walks: requests }, async (steps) => {
    if (sent >= requests) return true;
    const walk = new Walk(walkers(), () => true);
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
  expect(await alarm(onReference, 100_000, 1)).toBeUndefined();
});

test('no answer of the second host contradicts it', async () => {
  const { url, close } = await serveSecond(accounts, RULES);
  try {
    expect(await alarm(() => walkersOn(byFetch(url), RULES.ttl), 4000, 1)).toBeUndefined();
  } finally {
    await close();
  }
});
