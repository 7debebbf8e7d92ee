/** The model of the page agrees with every right host that we have, and takes each of its rules to tell a wrong one. */
import { search } from '../fixtures/steps.ts';
import { Walk } from '../fixtures/walk.ts';
import { accounts } from '../host/accounts.ts';
import { referenceHost } from '../host/server.ts';
import { expect, test } from './certify.ts';
import { byFetch, inMemory, walkersOn } from './model/walkers.ts';
import { serveSecond } from './second-host/index.ts';

const RULES = { ttl: 900, longliveTtl: 9000 };

/** Walks until so many requests were sent, and gives back the stories of what the model does not allow. */
async function alarms(
  walkers: () => ReturnType<typeof walkersOn>,
  requests: number,
  seed: number,
): Promise<string[]> {
  let sent = 0;
  const stories: string[] = [];
  while (sent < requests && stories.length === 0)
    await search({ seed: seed + sent, walks: 200 }, async (steps) => {
      const walk = new Walk(walkers(), () => true);
      await walk.take(steps);
      sent += walk.sent;
      const { contradiction } = walk;
      if (contradiction) stories.push(`${contradiction.must.requirement}: ${contradiction.story.join('; ')}`);
      return contradiction === undefined;
    });
  return stories.slice(-1);
}

test('no answer of the reference host contradicts it', async () => {
  const host = () => walkersOn(inMemory(referenceHost(accounts, RULES)), RULES.ttl);

  expect(await alarms(host, 100_000, 1)).toEqual([]);
});

test('no answer of the second host contradicts it', async () => {
  const { url, close } = await serveSecond(accounts, RULES);
  try {
    expect(await alarms(() => walkersOn(byFetch(url), RULES.ttl), 4000, 1)).toEqual([]);
  } finally {
    await close();
  }
});
