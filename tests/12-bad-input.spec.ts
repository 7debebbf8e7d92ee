/** Bad input of all kinds, made up around the valid one: a host turns it down and is none the worse for it. */
import { tryBadInput } from '../fixtures/bad-input.ts';
import { expect, onEachHost, requirement, saw, test, works } from '../fixtures/index.ts';

test(
  'bad input does no harm',
  requirement('security.bad-input', '@after-experiments'),
  onEachHost(async ({ alice, emails, fuzz }) => {
    const session = await alice.login();
    await works(session);

    const fuzzed = await tryBadInput(session, emails, fuzz);

    expect(fuzzed).toDoNoHarm();
    expect(await session.use()).toBeGranted();
    saw(
      `${fuzzed.sent} requests with bad input that was made up; OZ_FUZZ_SEED=${fuzzed.seed} makes up the same`,
    );
  }),
);
