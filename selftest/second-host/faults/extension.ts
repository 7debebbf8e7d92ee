import { right } from '../ways.ts';
import type { PlantedFault } from './planted.ts';

export const extensionFaults: readonly PlantedFault[] = [
  {
    name: 'second-expiry-not-in-where',
    wrong: 'The end of a session is stored and told but never looked at.',
    breaks: 'S4',
    fails: ['extension.expires'],
    deviation: {
      sql: {
        byAccessToken: right.sql.byAccessToken.replace('s.expire_date <= :now AS expired', '0 AS expired'),
      },
    },
  },
  {
    name: 'second-update-revives',
    wrong: 'The update that extends a session has no condition on its end: a refused request revives it.',
    breaks: 'S6',
    fails: ['extension.no-revival'],
    deviation: {
      sql: { extend: 'UPDATE sessions SET expire_date = :now + :period, uses = uses + 1 WHERE id = :id' },
    },
  },
  {
    name: 'second-update-by-user',
    wrong:
      'The update that extends a session names the user, so all live sessions of the account are extended.',
    breaks: 'S6',
    fails: ['extension.current-session-only'],
    deviation: {
      sql: {
        extend: `
          UPDATE sessions SET expire_date = :now + :period, uses = uses + 1
          WHERE user_id = :user AND expire_date > :now`,
      },
    },
  },
  {
    name: 'second-update-adds',
    wrong: 'Each request adds a whole period to the end instead of counting it from now.',
    breaks: 'S6',
    fails: ['extension.sets-not-adds'],
    deviation: {
      sql: {
        extend: `
          UPDATE sessions SET expire_date = expire_date + :period, uses = uses + 1
          WHERE id = :id AND expire_date > :now`,
      },
    },
  },
  {
    name: 'second-extends-once',
    wrong: 'Only the first request of a session extends it.',
    breaks: 'S6',
    fails: ['extension.slides', 'extension.slides-again'],
    deviation: { sql: { extend: `${right.sql.extend} AND uses = 0` } },
  },
  {
    name: 'second-never-extends',
    wrong: 'Requests are counted but extend nothing.',
    breaks: 'S6',
    fails: ['extension.slides'],
    deviation: { sql: { extend: 'UPDATE sessions SET uses = uses + 1 WHERE id = :id' } },
  },
  {
    name: 'second-extends-in-second-half',
    wrong: 'A request extends a session only once half of its life has passed, as sliding cookies do.',
    breaks: 'S6',
    fails: ['extension.slides'],
    deviation: { sql: { extend: `${right.sql.extend} AND expire_date < :now + :period / 2` } },
  },
];
