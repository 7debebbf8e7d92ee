/** Requirements on all answers of a run, which are judged at its end. */
import { expect, heldInWords, note, onEachHost, requirement, test } from '../fixtures/index.ts';

// API Error Codes: An error is JSON with error_code, error_message and details.
test(
  'every error answer is JSON with a code, a message and details',
  requirement('error.envelope', '@after-experiments'),
  onEachHost(async ({ exchanges }) => {
    expect(exchanges.errors()).toHaveTheEnvelope();
  }),
);

// Good practice: A token has at least 128 bits, and none is issued twice.
test(
  'no token can be guessed, and none repeats',
  requirement('security.token-strength', '@after-experiments'),
  onEachHost(async ({ issuedTokens, exchanges }) => {
    expect(issuedTokens).toBeStrong(exchanges.withPairs());
  }),
);

// RFC 6749 5.1 by analogy: An answer with tokens carries Cache-Control: no-store.
test(
  'answers that carry tokens forbid caching',
  requirement('security.no-store', '@after-experiments'),
  onEachHost(async ({ exchanges }) => {
    expect(exchanges.withPairs()).toForbidCaching();
  }),
);

// Good practice: No error repeats a password or a token.
test(
  'no error repeats a password or a token',
  requirement('security.no-echo', '@after-experiments'),
  onEachHost(async ({ exchanges }) => {
    expect(exchanges.errors()).toRepeatNoSecret();
  }),
);

// Good practice: No error shows a stack trace, a file path or SQL.
test(
  'no error shows how the host is made',
  requirement('security.no-internals', '@after-experiments'),
  onEachHost(async ({ exchanges }) => {
    expect(exchanges.errors()).toShowNoInternals();
  }),
);

// Good practice: No token travels in a cookie, a redirect or another header.
test(
  'tokens travel in bodies only',
  requirement('security.tokens-in-body-only', '@after-experiments'),
  onEachHost(async ({ exchanges }) => {
    expect(exchanges.all()).toCarryTokensInBodiesOnly();
  }),
);

// The page is silent about the order of requests: S1 to S12 hold in any, whichever test has sent them.
test(
  'all answers of the run, in their order, are as the page says',
  requirement('observed.whole-run', '@after-experiments'),
  onEachHost(async (host) => {
    const held = host.heldAgainstModel;

    for (const { requirement: id, reason, evidence } of held.shown) host.fails(id, reason, evidence);
    for (const sentence of heldInWords(held)) note(sentence);
  }),
);
