/** `onDelete`: what becomes of a session when the one that it replaces is deleted. */
export const schema = (onDelete: string): string => `
  CREATE TABLE users (
    id       TEXT PRIMARY KEY,
    email    TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    service  INTEGER NOT NULL,
    period   REAL NOT NULL
  );
  CREATE TABLE sessions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id     TEXT NOT NULL REFERENCES users (id),
    access_hash TEXT,
    expire_hash TEXT,
    created     REAL NOT NULL,
    expire_date REAL,
    uses        INTEGER NOT NULL DEFAULT 0,
    generation  INTEGER NOT NULL DEFAULT 0,
    renewals    INTEGER NOT NULL DEFAULT 0,
    replaces    INTEGER REFERENCES sessions (id) ON DELETE ${onDelete}
  );
  CREATE INDEX sessions_access ON sessions (access_hash);
  CREATE INDEX sessions_expire ON sessions (expire_hash);
  CREATE TABLE denials (session_id INTEGER NOT NULL, user_id TEXT NOT NULL, denied_at REAL NOT NULL);
  CREATE TABLE folders (id TEXT PRIMARY KEY, title TEXT NOT NULL, created REAL NOT NULL);
`;

/** All that the host says to the database once it serves, by purpose. */
export const statements = {
  login: `
    SELECT id AS user_id, email, service, period
    FROM users WHERE email = :email AND password = :password`,

  open: `
    INSERT INTO sessions (user_id, access_hash, expire_hash, created, expire_date)
    VALUES (:user, :access, :expire, :now, :now + :period)
    RETURNING expire_date`,

  byAccessToken: `
    SELECT s.id, s.expire_date <= :now AS expired, s.user_id, u.email, u.service, u.period
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.access_hash = :access`,

  extend: `
    UPDATE sessions SET expire_date = :now + :period, uses = uses + 1
    WHERE id = :id AND expire_date > :now`,

  // The deleted row's mark on its successor goes with it: ON DELETE SET NULL.
  dropForerunner: 'DELETE FROM sessions WHERE id = (SELECT replaces FROM sessions WHERE id = :id)',

  byExpireToken: `
    SELECT s.id, s.generation, s.user_id = :user AS own, s.user_id, u.email, u.service, u.period
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.expire_hash = :expire`,

  renew: `
    INSERT INTO sessions (user_id, access_hash, expire_hash, created, expire_date, generation, replaces)
    VALUES (:user, :access, :expire, :now, :now + :period, :generation + 1, :id)
    RETURNING expire_date`,

  afterRenewal: 'UPDATE sessions SET renewals = renewals + 1 WHERE id = :id',

  noteDenial: 'INSERT INTO denials (session_id, user_id, denied_at) VALUES (:id, :user, :now)',

  folders: 'SELECT id, title, created FROM folders ORDER BY title',
};

export type Statements = typeof statements;
