import type { PlantedFault } from './planted.ts';

/** Faults in the passage from the old pair to the new one. */
export const switchFaults: readonly PlantedFault[] = [
  {
    name: 'second-switch-at-refresh',
    wrong: 'The refresh itself deletes the old session.',
    breaks: 'S9',
    fails: ['refresh.old-pair-survives'],
    deviation: { sql: { afterRenewal: 'DELETE FROM sessions WHERE id = :id' } },
  },
  {
    name: 'second-switch-never',
    wrong: 'The old session is left to expire.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies', 'refresh.old-expire-token-dies'],
    deviation: { sql: { dropForerunner: 'SELECT 1' } },
  },
  {
    name: 'second-switch-one-request-late',
    wrong: 'The old session goes at the second request with the new token.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    deviation: {
      sql: {
        dropForerunner:
          'DELETE FROM sessions WHERE id = (SELECT replaces FROM sessions WHERE id = :id AND uses > 1)',
      },
    },
  },
  {
    name: 'second-switch-nulls-access-token-only',
    wrong: 'Of the old pair only the access token is cleared.',
    breaks: 'S9',
    fails: ['refresh.old-expire-token-dies'],
    deviation: {
      sql: {
        dropForerunner:
          'UPDATE sessions SET access_hash = NULL WHERE id = (SELECT replaces FROM sessions WHERE id = :id)',
      },
    },
  },
  {
    name: 'second-switch-nulls-expire-token-only',
    wrong: 'Of the old pair only the expire token is cleared.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    deviation: {
      sql: {
        dropForerunner:
          'UPDATE sessions SET expire_hash = NULL WHERE id = (SELECT replaces FROM sessions WHERE id = :id)',
      },
    },
  },
  {
    name: 'second-switch-drops-all-of-user',
    wrong: 'The first use of a new pair deletes all other sessions of the account.',
    breaks: 'S9',
    fails: ['refresh.spares-other-sessions'],
    deviation: {
      sql: {
        dropForerunner: `
          DELETE FROM sessions WHERE user_id = :user AND id <> :id
          AND (SELECT replaces FROM sessions WHERE id = :id) IS NOT NULL`,
      },
    },
  },
];
