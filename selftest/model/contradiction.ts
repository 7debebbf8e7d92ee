/** Walks on a host until an answer contradicts the model. */
import type { RequirementId } from '../../fixtures/catalogue/requirements.ts';
import { search } from '../../fixtures/walks/steps.ts';
import { Walk } from '../../fixtures/walks/walk.ts';
import type { Walker } from '../../fixtures/walks/walker.ts';

/** Walks with this many requests; returns the shortest story that contradicts the model, or undefined. */
export async function contradictionIn(
  walkers: () => Walker[],
  requests: number,
  seed: number,
  counts: (id: RequirementId) => boolean = () => true,
): Promise<string | undefined> {
  let sent = 0;
  let story: string | undefined;
  let broke: unknown;
  await search({ seed, walks: requests }, async (steps) => {
    if (sent >= requests) return true;
    const walk = new Walk(walkers(), counts);
    // The search takes whatever is thrown for a walk that does not hold.
    await walk.take(steps).catch((error: unknown) => {
      broke = error;
      throw error;
    });
    sent += walk.sent;
    const { contradiction } = walk;
    if (contradiction) story = `${contradiction.must.requirement}: ${contradiction.story.join('; ')}`;
    return contradiction === undefined;
  });
  if (broke !== undefined) throw broke;
  if (story === undefined && sent < requests)
    throw new Error(`the walks ended after ${sent} of ${requests} requests`);
  return story;
}
