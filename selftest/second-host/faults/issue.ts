import { newAccessToken } from '../ways.ts';
import type { PlantedFault } from './planted.ts';

export const issueFaults: readonly PlantedFault[] = [
  {
    name: 'second-password-not-in-where',
    wrong: 'Any password opens an account that exists.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials', 'issue.rejects-wrong-password'],
    deviation: {
      sql: { login: 'SELECT id AS user_id, email, service, period FROM users WHERE email = :email' },
    },
  },
  {
    name: 'second-password-folds-case',
    wrong: 'The password column has a collation that folds case, as is the default of some databases.',
    breaks: 'S1',
    fails: ['issue.rejects-wrong-password'],
    deviation: {
      sql: {
        login: `
          SELECT id AS user_id, email, service, period
          FROM users WHERE email = :email AND password = :password COLLATE NOCASE`,
      },
    },
  },
  {
    name: 'second-password-first-eight',
    wrong: 'Only the first eight characters of a password count, as with the old crypt.',
    breaks: 'S1',
    fails: ['issue.rejects-wrong-password'],
    deviation: {
      sql: {
        login: `
          SELECT id AS user_id, email, service, period
          FROM users WHERE email = :email AND substr(password, 1, 8) = substr(:password, 1, 8)`,
      },
    },
  },
  {
    name: 'second-login-upserts-account',
    wrong: 'An email that is not known becomes an account at its first login.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials', 'issue.rejects-unknown-email'],
    deviation: {
      sql: {
        login: `
          INSERT INTO users (id, email, password, service, period)
          VALUES (lower(hex(randomblob(16))), :email, :password, 0, :regular)
          ON CONFLICT (email) DO UPDATE SET email = email WHERE password = excluded.password
          RETURNING id AS user_id, email, service, period`,
      },
    },
  },
  {
    name: 'second-one-token-for-both',
    wrong: 'A session has one token, given out under both names.',
    breaks: 'S5',
    fails: ['issue.tokens-differ', 'access.rejects-expire-token'],
    deviation: {
      mint: () => {
        const token = newAccessToken();
        return { access: token, expire: token };
      },
    },
  },
  {
    name: 'second-expire-date-in-local-time',
    wrong: 'The end of a session is told three hours late, as local time taken for UTC.',
    breaks: 'S4',
    fails: ['issue.lifetime', 'service.lifetime', 'service.refreshes', 'refresh.lifetime'],
    deviation: { told: (expireDate) => expireDate + 3 * 60 * 60 },
  },
  {
    name: 'second-expire-date-as-text',
    wrong: 'The end of a session is told as an ISO date rather than in Unix seconds.',
    breaks: 'S4',
    fails: ['issue.expire-date'],
    deviation: { told: (expireDate) => new Date(expireDate * 1000).toISOString() },
  },
  {
    name: 'second-login-by-any-writing-method',
    wrong: 'PUT and PATCH log in too.',
    breaks: 'S1',
    fails: ['error.client-faults-are-4xx', 'issue.post-only'],
    deviation: { loginMethods: ['POST', 'PUT', 'PATCH'] },
  },
];
