/** Faulty hosts: logins go wrong where there are many at the same moment. */
import { setTimeout as sleep } from 'node:timers/promises';
import { write } from '../../reference/http.ts';
import { type Answer, referenceHost } from '../../reference/routes.ts';
import type { Fault } from '../../variants/variant.ts';
import { isLogin } from '../../variants/requests.ts';
import { colliding, DEADLOCK } from './colliding.ts';

const breaks = 'good practice';

/** More logins than this at a moment come in a race only. */
const MANY = 8;

export const raceOfLoginsFaults: readonly Fault[] = [
  {
    name: 'race-logins-run-out-of-connections',
    wrong: 'Of many logins at the same moment, some are answered 500.',
    breaks,
    fails: ['race.logins'],
    host: referenceHost,
    wire: colliding(() => ({
      holds: (incoming) => (isLogin(incoming) ? 0.1 : 0),
      otherwise: ({ incoming }, others) =>
        isLogin(incoming) && others.filter(isLogin).length > MANY ? DEADLOCK : undefined,
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
        const granted = open.filter(({ answer }) => answer.status === 200);
        const other = granted[(granted.indexOf(own) + 1) % granted.length];
        write(response, granted.length > MANY && other ? other.answer : own.answer);
        open.splice(open.indexOf(own), 1);
      };
    },
  },
];
