/** A wire that makes requests overlap, for faults that show only then. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, type Wire, write } from '../../reference/http.ts';
import { type Answer, failure, type Incoming } from '../../reference/routes.ts';

/** What a host answers when requests get into each other's way. */
export const DEADLOCK = failure(500, 0, 'Deadlock found when trying to get lock; try restarting transaction');

interface Collision {
  /** For how many seconds a request is held; 0 for those that are answered at once. */
  readonly holds: (incoming: Incoming) => number;
  /** The wrong answer to a request that comes while others are under way; undefined if the host's own is sent. */
  readonly otherwise: (call: Call, others: readonly Incoming[]) => Answer | undefined;
}

/** Holds some requests for a while, so that what comes meanwhile can be answered otherwise. */
export function colliding(make: () => Collision): () => Wire {
  return () => {
    const { holds, otherwise } = make();
    const underWay = new Set<Incoming>();
    return async (call) => {
      const { incoming, response, speak } = call;
      const wrong = otherwise(call, [...underWay]);
      underWay.add(incoming);
      const wait = holds(incoming);
      if (wait > 0) await sleep(wait * 1000);
      write(response, wrong ?? speak());
      underWay.delete(incoming);
    };
  };
}
