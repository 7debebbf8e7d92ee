import { Refusal } from '../refusals.ts';
import { right, sha256 } from '../ways.ts';
import type { PlantedFault } from './planted.ts';

export const errorFaults: readonly PlantedFault[] = [
  {
    name: 'second-missing-field-in-words-of-validator',
    wrong: 'A body without expire_token is refused in the words of the validator.',
    breaks: 'S10',
    fails: ['error.missing-expire-token'],
    deviation: {
      refusals: { missingField: (keyPath, said) => new Refusal(400, 3, said, { key_path: keyPath }) },
    },
  },
  {
    name: 'second-missing-field-is-422',
    wrong: 'A body without expire_token is refused in the right words with status 422.',
    breaks: 'S10',
    fails: ['error.missing-expire-token'],
    deviation: {
      refusals: {
        missingField: (keyPath) =>
          new Refusal(422, 3, `Could not locate field for key_path ${keyPath} from provided dict data`, {
            key_path: keyPath,
          }),
      },
    },
  },
  {
    name: 'second-no-row-is-500',
    wrong: 'No row for an expire token is not foreseen.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token', 'refresh.old-expire-token-dies'],
    deviation: {
      refusals: {
        sessionNotFound: () => new TypeError("Cannot read properties of undefined (reading 'id')"),
      },
    },
  },
  {
    name: 'second-no-row-is-404',
    wrong: 'An unknown expire token is answered with 404.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token', 'refresh.old-expire-token-dies'],
    deviation: { refusals: { sessionNotFound: () => new Refusal(404, 10, 'Session not found') } },
  },
  {
    name: 'second-expire-token-column-of-32',
    wrong: 'The column holds the first 32 characters of an expire token, and no more of it is compared.',
    breaks: 'S11',
    fails: ['error.unknown-expire-token'],
    deviation: { expireKey: (token) => sha256(token.slice(0, 32)) },
  },
  {
    name: 'second-owner-not-compared',
    wrong: "Any account may renew another's session, and gets its new pair.",
    breaks: 'S12',
    fails: ['error.foreign-expire-token'],
    deviation: {
      sql: { byExpireToken: right.sql.byExpireToken.replace('s.user_id = :user AS own', '1 AS own') },
    },
  },
  {
    name: 'second-owner-in-where',
    wrong: "Only the caller's own sessions are looked through, so another's is not found.",
    breaks: 'S12',
    fails: ['error.foreign-expire-token', 'error.codes'],
    deviation: { sql: { byExpireToken: `${right.sql.byExpireToken} AND s.user_id = :user` } },
  },
  {
    name: 'second-foreign-is-404',
    wrong: "Another account's session is hidden behind a 404.",
    breaks: 'S12',
    fails: ['error.foreign-expire-token', 'error.codes'],
    deviation: { refusals: { notOwner: () => new Refusal(404, 10, 'Nothing is here', []) } },
  },
  {
    name: 'second-foreign-refresh-revokes',
    wrong: 'An expire token in the wrong hands is taken for stolen, and its session is deleted.',
    breaks: 'S12',
    fails: ['error.refusals-are-harmless'],
    deviation: { sql: { noteDenial: 'DELETE FROM sessions WHERE id = :id' } },
  },
  {
    name: 'second-broken-json-is-500',
    wrong: "The parser's error has no status of its own.",
    breaks: 'S1',
    fails: ['error.client-faults-are-4xx'],
    deviation: { refusals: { brokenJson: () => new SyntaxError('Unexpected token') } },
  },
  {
    name: 'second-wrong-method-is-404',
    wrong: 'A method that a path has no route for is answered as if the path were unknown.',
    breaks: 'S1',
    fails: ['issue.post-only'],
    deviation: { refusals: { wrongMethod: () => new Refusal(404, 10, 'Nothing is here', []) } },
  },
];
