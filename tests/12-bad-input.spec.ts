/** Bad input of all kinds, made up around the valid one: a host turns it down and is none the worse for it. */
import {
  expect,
  given,
  mendedInWords,
  note,
  onEachHost,
  requirement,
  test,
  tryBadInput,
} from '../fixtures/index.ts';

// Good practice: Bad input is turned down, and neither breaks the host nor opens or ends a session.
test(
  'bad input does no harm',
  requirement('security.bad-input', '@after-experiments'),
  onEachHost(async ({ alice, emails, fuzz, reportDir }) => {
    const session = await given.session(alice);

    const fuzzed = await tryBadInput(session, emails, fuzz, reportDir);

    expect(fuzzed).toDoNoHarm();
    expect(await session.request()).toBeGranted();
    for (const sentence of mendedInWords(fuzzed)) note(sentence);
    note(
      `${fuzzed.sent} requests with bad input that was made up; OZ_FUZZ_SEED=${fuzzed.seed} makes up the same`,
    );
  }),
);
