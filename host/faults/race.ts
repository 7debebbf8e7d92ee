/** Faulty hosts: right as long as requests come one after another. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, type Wire, write } from '../reference/http.ts';
import { type Answer, failure, type Incoming, referenceHost } from '../reference/routes.ts';
import { plus } from '../variants/answers.ts';
import type { Fault } from '../variants/variant.ts';

const breaks = 'good practice';
const broken = failure(500, 0, 'Deadlock found when trying to get lock; try restarting transaction');

const isLogin = ({ path, method }: Incoming) => method === 'POST' && path.includes('/auth/');
const isRefresh = ({ path, method }: Incoming) => method === 'POST' && path.includes('/refresh');
const isResource = ({ path }: Incoming) => path.includes('/folders');

/** One request that takes its time. */
interface Held {
  readonly incoming: Incoming;
  /** The answer, once there is one. */
  answer?: Answer;
}

interface Collision {
  /** How many seconds a request takes; most are answered at once. */
  readonly holds: (incoming: Incoming) => number;
  /** What is answered beside those that are held, instead of the host's own answer; undefined where that may stand. */
  readonly otherwise: (call: Call, held: readonly Held[]) => Answer | undefined;
}

/** Holds some requests for a while, and answers what comes meanwhile otherwise. */
function colliding(make: () => Collision): () => Wire {
  return () => {
    const { holds, otherwise } = make();
    const held = new Set<Held>();
    return async (call) => {
      const { incoming, response, speak } = call;
      const wrong = otherwise(call, [...held]);
      const one: Held = { incoming };
      held.add(one);
      const wait = holds(incoming);
      if (wait > 0) await sleep(wait * 1000);
      one.answer = wrong ?? speak();
      write(response, one.answer);
      held.delete(one);
    };
  };
}

/** So many logins at a moment come in a race and at no other time. */
const CROWD = 8;

/** Answers of refreshes, with the access token of the new pair → that of the old one. */
class Heirs {
  private readonly older = new Map<string, string>();

  /** Looks at what a refresh is answered. */
  learn({ accessToken }: Incoming, answer: Answer): Answer {
    const { access_token: renewed }: { access_token?: unknown } = Object(answer.body);
    if (typeof renewed === 'string' && accessToken !== undefined) this.older.set(renewed, accessToken);
    return answer;
  }

  /** The access token that this one has replaced. */
  replacedBy(accessToken: string | undefined): string | undefined {
    return this.older.get(accessToken ?? '');
  }
}

/**
 * What becomes of an old access token that is used while the first request with the new one is under way.
 * @param every the first time that this happens, and then each time of so many.
 */
function atTheSwitch(meanwhile: Answer, later: Answer | undefined, every = 1): () => Wire {
  return colliding(() => {
    const heirs = new Heirs();
    const used = new Set<string>();
    const revived = new Set<string>();
    let times = 0;
    return {
      holds: ({ accessToken = '' }) => {
        const first = heirs.replacedBy(accessToken) !== undefined && !used.has(accessToken);
        used.add(accessToken);
        return first ? 0.15 : 0;
      },
      otherwise: ({ incoming, speak }, held) => {
        const { accessToken = '' } = incoming;
        if (isRefresh(incoming)) return heirs.learn(incoming, speak());
        if (!isResource(incoming)) return undefined;
        if (revived.has(accessToken)) return later;
        const replaced = held.some((one) => heirs.replacedBy(one.incoming.accessToken) === accessToken);
        if (!replaced || times++ % every > 0) return undefined;
        revived.add(accessToken);
        return meanwhile;
      },
    };
  });
}

export const raceFaults: readonly Fault[] = [
  {
    name: 'race-refreshes-deadlock',
    wrong: 'Of two refreshes of one pair at the same moment, one is answered 500.',
    breaks,
    fails: ['race.refreshes'],
    host: referenceHost,
    wire: colliding(() => ({
      holds: (incoming) => (isRefresh(incoming) ? 0.1 : 0),
      otherwise: ({ incoming }, held) =>
        isRefresh(incoming) &&
        held.some((one) => one.incoming.body === incoming.body) &&
        incoming.body.length > 30
          ? broken
          : undefined,
    })),
  },
  {
    name: 'race-refreshes-share-a-token',
    wrong:
      'Of two refreshes of one pair at the same moment, both get the same access token with expire tokens of their own.',
    breaks,
    fails: ['race.refreshes', 'security.token-strength'],
    host: referenceHost,
    wire: () => {
      const open = new Map<string, Answer>();
      return async ({ incoming, response, speak }) => {
        const answer = speak();
        if (!isRefresh(incoming) || answer.status !== 200) return write(response, answer);
        const other = open.get(incoming.body);
        open.set(incoming.body, answer);
        await sleep(150);
        open.delete(incoming.body);
        write(response, other ? plus(answer, { access_token: Object(other.body).access_token }) : answer);
      };
    },
  },
  {
    name: 'race-refresh-locks-its-session',
    wrong: 'While a session is refreshed, its access token is not found.',
    breaks,
    fails: ['race.refresh-and-request'],
    host: referenceHost,
    wire: colliding(() => ({
      holds: (incoming) => (isRefresh(incoming) ? 0.15 : 0),
      otherwise: ({ incoming }, held) =>
        isResource(incoming) &&
        held.some((one) => isRefresh(one.incoming) && one.incoming.accessToken === incoming.accessToken)
          ? failure(401, 7, 'Access token not found')
          : undefined,
    })),
  },
  {
    name: 'race-switch-deadlocks',
    wrong: 'An old access token that is used at the same moment as the new one is answered 500.',
    breaks,
    fails: ['race.switch'],
    host: referenceHost,
    wire: atTheSwitch(broken, undefined),
  },
  {
    name: 'race-switch-revives-the-old-pair',
    wrong:
      'An old access token that is used at the same moment as the new one is written back, and lives on.',
    breaks,
    fails: ['race.switch'],
    host: referenceHost,
    wire: atTheSwitch({ status: 200, body: [] }, { status: 200, body: [] }),
  },
  {
    name: 'race-switch-revives-the-old-pair-now-and-then',
    wrong: 'The same, but only every second time.',
    breaks,
    fails: ['race.switch'],
    host: referenceHost,
    wire: atTheSwitch({ status: 200, body: [] }, { status: 200, body: [] }, 2),
  },
  {
    name: 'race-logins-run-out-of-connections',
    wrong: 'Of many logins at the same moment, some are answered 500.',
    breaks,
    fails: ['race.logins'],
    host: referenceHost,
    wire: colliding(() => ({
      holds: (incoming) => (isLogin(incoming) ? 0.1 : 0),
      otherwise: ({ incoming }, held) =>
        isLogin(incoming) && held.filter((one) => isLogin(one.incoming)).length > CROWD ? broken : undefined,
    })),
  },
  {
    name: 'race-logins-get-mixed-up',
    wrong:
      'Of many logins at the same moment, some are answered with the pair of the login before, of another account.',
    breaks,
    fails: ['race.logins'],
    host: referenceHost,
    wire: () => {
      const open: Array<{ answer: Answer }> = [];
      return async ({ incoming, response, speak }) => {
        const own = { answer: speak() };
        if (!isLogin(incoming)) return write(response, own.answer);
        open.push(own);
        await sleep(100);
        const crowd = open.filter(({ answer }) => answer.status === 200);
        const other = crowd[(crowd.indexOf(own) + 1) % crowd.length];
        write(response, crowd.length > CROWD && other ? other.answer : own.answer);
        open.splice(open.indexOf(own), 1);
      };
    },
  },
];
