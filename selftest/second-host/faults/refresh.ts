import { newAccessToken, newExpireToken, right } from '../ways.ts';
import type { PlantedFault } from './planted.ts';

export const refreshFaults: readonly PlantedFault[] = [
  {
    name: 'second-refresh-without-hook',
    wrong: 'The refresh route was registered outside of the hook that asks for an access token.',
    breaks: 'S7 S12',
    fails: [
      'refresh.chain-leaves-nothing',
      'refresh.requires-access-token',
      'refresh.rejects-unknown-access-token',
      'refresh.old-access-token-dies',
      'error.foreign-expire-token',
    ],
    deviation: { refreshAsks: 'nothing' },
  },
  {
    name: 'second-refresh-hook-lets-guests-in',
    wrong: 'An access token is checked at a refresh if there is one, but need not be there.',
    breaks: 'S7',
    fails: ['refresh.requires-access-token'],
    deviation: { refreshAsks: 'an access token if there is one' },
  },
  {
    name: 'second-refresh-keeps-expire-token',
    wrong: 'A refresh gives a new access token together with the old expire token.',
    breaks: 'S8 S9',
    fails: ['refresh.returns-new-pair', 'security.token-strength'],
    deviation: { mint: (spent) => ({ access: newAccessToken(), expire: spent ?? newExpireToken() }) },
  },
  {
    name: 'second-refresh-counts-life-from-login',
    wrong: 'The new session takes over when the old one began, and its end is counted from there.',
    breaks: 'S4 S8',
    fails: ['refresh.lifetime'],
    deviation: {
      sql: {
        renew: `
          INSERT INTO sessions (user_id, access_hash, expire_hash, created, expire_date, generation, replaces)
          SELECT :user, :access, :expire, created, created + :period, :generation + 1, id
          FROM sessions WHERE id = :id
          RETURNING expire_date`,
      },
    },
  },
  {
    name: 'second-refreshed-session-has-no-end',
    wrong: 'The end of a renewed session is told but stored as NULL, which is never in the past.',
    breaks: 'S4 S8',
    fails: ['refresh.new-session-expires'],
    deviation: {
      sql: {
        renew: `
          INSERT INTO sessions (user_id, access_hash, expire_hash, created, expire_date, generation, replaces)
          VALUES (:user, :access, :expire, :now, NULL, :generation + 1, :id)
          RETURNING created + :period AS expire_date`,
      },
    },
  },
  {
    name: 'second-refreshed-session-does-not-slide',
    wrong: 'Requests extend a session that began with a login, not one that began with a refresh.',
    breaks: 'S6 S8',
    fails: ['refresh.new-session-slides'],
    deviation: { sql: { extend: `${right.sql.extend} AND generation = 0` } },
  },
  {
    name: 'second-refreshed-session-cannot-refresh',
    wrong: 'The expire token of a renewed session is given out but not stored.',
    breaks: 'S7 S8',
    fails: ['refresh.new-pair-refreshes'],
    deviation: { sql: { renew: right.sql.renew.replace(':expire', 'NULL') } },
  },
  {
    name: 'second-refreshes-twice-at-most',
    wrong: 'A session can be renewed twice in a row, then its expire token is not found.',
    breaks: 'S7 S8',
    fails: ['refresh.new-pair-refreshes'],
    deviation: { sql: { byExpireToken: `${right.sql.byExpireToken} AND s.generation < 2` } },
  },
];
