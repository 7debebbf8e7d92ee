/** Logins that a host must turn down. Some hosts lock an account for them: so they are few, and come after all other requests. */
import {
  expect,
  given,
  incompleteLogins,
  loginsWithSpaces,
  onEachHost,
  opens,
  requirement,
  saw,
  test,
  unknownEmail,
  whileOpen,
} from '../fixtures/index.ts';

// First, as what it sends is hardly ever counted: what is would leave nothing of it to be told.
test(
  'incomplete credentials get no tokens',
  requirement('issue.rejects-missing-credentials', '@after-experiments'),
  onEachHost(async ({ spare }) => {
    await whileOpen(spare, incompleteLogins(spare), (answer, how) =>
      test.step(how, () => expect(answer).toIssueNothing()),
    );
  }),
);

test(
  'an unknown email gets no tokens',
  requirement('issue.rejects-unknown-email', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    await whileOpen(alice, [unknownEmail(alice)], (answer) => expect(answer).toBeRejected());
  }),
);

test(
  'a wrong password gets no tokens',
  requirement('issue.rejects-wrong-password', '@after-experiments'),
  onEachHost(async ({ alice, guesses }) => {
    await whileOpen(alice, guesses.nearlyRight(alice), (answer, how) =>
      test.step(how, () => expect(answer).toBeRejected()),
    );
  }),
);

test(
  'a wrong password and an unknown email are answered alike',
  requirement('security.no-enumeration', '@after-experiments'),
  onEachHost(async ({ spare, guesses }) => {
    await opens(spare);

    const { wrong, unknown } = await guesses.indistinct(spare);
    await opens(spare);
    for (const answer of [...unknown, wrong]) given.rejected(answer, 'a wrong login is not rejected');

    expect(wrong).toSayNoMoreThan(...unknown);
  }),
);

test(
  'the right password with a space beside it',
  requirement('observed.password-with-spaces', '@after-experiments'),
  onEachHost(async ({ bob }) => {
    await opens(bob);

    for (const sentence of await loginsWithSpaces(bob)) saw(sentence);
  }),
);
