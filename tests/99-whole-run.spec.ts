/** What can only be said of all answers of a run, and so is judged at its end. */
import { expect, onEachHost, requirement, test } from '../fixtures/index.ts';

test(
  'every error answer is JSON with a code, a message and details',
  requirement('error.envelope', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('error.envelope')).toMeet('error.envelope');
  }),
);

test(
  'no token can be guessed, and none repeats',
  requirement('security.token-strength', '@after-experiments'),
  onEachHost(async ({ issuedTokens, all }) => {
    expect(issuedTokens).toBeStrong(all('security.no-store'));
  }),
);

test(
  'answers that carry tokens forbid caching',
  requirement('security.no-store', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.no-store')).toMeet('security.no-store');
  }),
);

test(
  'no error repeats a password or a token',
  requirement('security.no-echo', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.no-echo')).toMeet('security.no-echo');
  }),
);

test(
  'no error shows how the host is made',
  requirement('security.no-internals', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.no-internals')).toMeet('security.no-internals');
  }),
);

test(
  'tokens travel in bodies only',
  requirement('security.tokens-in-body-only', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('security.tokens-in-body-only')).toMeet('security.tokens-in-body-only');
  }),
);
