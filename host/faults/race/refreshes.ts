/** Faulty hosts: a refresh goes wrong at the same moment as another one, or as a request of its session. */
import { isAtResource, isRefresh } from '../../variants/requests.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { write } from '../../reference/http.ts';
import { type Answer, failure, referenceHost } from '../../reference/routes.ts';
import { plus } from '../../variants/answers.ts';
import type { Fault } from '../../variants/variant.ts';
import { colliding, DEADLOCK } from './colliding.ts';

const breaks = 'good practice';

export const raceOfRefreshesFaults: readonly Fault[] = [
  {
    name: 'race-refreshes-deadlock',
    wrong: 'Of two refreshes of one pair at the same moment, one is answered 500.',
    breaks,
    fails: ['race.refreshes'],
    host: referenceHost,
    wire: colliding(() => ({
      holds: (incoming) => (isRefresh(incoming) ? 0.1 : 0),
      otherwise: ({ incoming }, others) =>
        isRefresh(incoming) && others.some(({ body }) => body === incoming.body) && incoming.body.length > 30
          ? DEADLOCK
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
      otherwise: ({ incoming }, others) =>
        isAtResource(incoming) &&
        others.some((one) => isRefresh(one) && one.accessToken === incoming.accessToken)
          ? failure(401, 7, 'Access token not found')
          : undefined,
    })),
  },
];
