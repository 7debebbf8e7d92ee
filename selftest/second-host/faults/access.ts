import { right, sha256 } from '../ways.ts';
import { tokenNotGiven, tokenUnknown } from '../refusals.ts';
import type { PlantedFault } from './planted.ts';

export const accessFaults: readonly PlantedFault[] = [
  {
    name: 'second-access-token-folds-case',
    wrong: 'Access tokens are compared without regard to case.',
    breaks: 'S3',
    fails: ['access.rejects-altered-token'],
    deviation: { accessKey: (token) => sha256(token.toLowerCase()) },
  },
  {
    name: 'second-access-token-column-of-32',
    wrong: 'The column holds the first 32 characters of an access token, and no more of it is compared.',
    breaks: 'S3',
    fails: ['access.rejects-altered-token'],
    deviation: { accessKey: (token) => sha256(token.slice(0, 32)) },
  },
  {
    name: 'second-either-token-opens',
    wrong: 'The session is looked up by either of its tokens.',
    breaks: 'S3 S5',
    fails: ['access.rejects-expire-token'],
    deviation: {
      sql: {
        byAccessToken: right.sql.byAccessToken.replace(
          's.access_hash = :access',
          ':access IN (s.access_hash, s.expire_hash)',
        ),
      },
    },
  },
  {
    name: 'second-guests-see-an-empty-list',
    wrong: 'Without a token the list of folders is empty instead of refused.',
    breaks: 'S3',
    fails: ['access.requires-token'],
    deviation: { emptyListFor: [tokenNotGiven] },
  },
  {
    name: 'second-join-without-session-is-empty',
    wrong: 'Folders are joined with the session of the token, so an unknown token gets an empty list.',
    breaks: 'S3 S9',
    fails: [
      'access.rejects-altered-token',
      'access.rejects-expire-token',
      'access.rejects-unknown-token',
      'refresh.old-access-token-dies',
    ],
    deviation: { emptyListFor: [tokenUnknown] },
  },
  {
    name: 'second-header-name-as-written',
    wrong: 'The header counts only when its name is written as on the page.',
    breaks: 'S3',
    fails: ['access.header-name-any-case'],
    deviation: {
      tokenOf: ({ raw: { rawHeaders } }) => {
        const at = rawHeaders.indexOf('X-Forensic-Access-Token');
        return at < 0 ? undefined : rawHeaders[at + 1] || undefined;
      },
    },
  },
  {
    name: 'second-envelope-drops-what-is-empty',
    wrong: 'The serializer leaves details out where they are null or empty.',
    breaks: 'S10 S11 S12',
    fails: ['error.envelope', 'access.describes-refusals'],
    deviation: {
      envelope: ({ code, message, details }) => ({
        error_code: code,
        error_message: message,
        ...(Object.keys(details ?? {}).length > 0 && { details }),
      }),
    },
  },
];
