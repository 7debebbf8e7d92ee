/** Bad input of all kinds, made up around the valid one: a host turns it down and is none the worse for it. */
import {
  expect,
  mendedIn,
  onEachHost,
  requirement,
  saw,
  test,
  tryBadInput,
  working,
} from '../fixtures/index.ts';

test(
  'bad input does no harm',
  requirement('security.bad-input', '@after-experiments'),
  onEachHost(async ({ alice, emails, fuzz, reportDir }) => {
    const session = await working(alice);

    const fuzzed = await tryBadInput(session, emails, fuzz, reportDir);

    expect(fuzzed).toDoNoHarm();
    expect(await session.request()).toBeGranted();
    for (const sentence of mendedIn(fuzzed)) saw(sentence);
    saw(
      `${fuzzed.sent} requests with bad input that was made up; OZ_FUZZ_SEED=${fuzzed.seed} makes up the same`,
    );
  }),
);
