/** Logins that a host must turn down. They are few and come after all other requests, as some hosts lock an account for them. */
import {
  expect,
  given,
  incompleteLogins,
  loginsWithSpacesInWords,
  note,
  onEachHost,
  requirement,
  test,
  unknownEmail,
} from '../fixtures/index.ts';

// Stands first: hosts hardly ever count these logins, and may lock the account after those below.
// S1: A login is POST /api/authorize/auth/ with a JSON body {"credentials": {"email": …, "password": …}}.
test(
  'incomplete credentials get no tokens',
  requirement('issue.rejects-missing-credentials', '@after-experiments'),
  onEachHost(async ({ spare }) => {
    await given.whileLoginWorks(spare, incompleteLogins(spare), (answer, how) =>
      test.step(how, () => expect(answer).toIssueNothing()),
    );
  }),
);

// S1: A login is POST /api/authorize/auth/ with a JSON body {"credentials": {"email": …, "password": …}}.
test(
  'an unknown email gets no tokens',
  requirement('issue.rejects-unknown-email', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    await given.whileLoginWorks(alice, [unknownEmail(alice)], (answer) => expect(answer).toBeRejected());
  }),
);

// S1: A login is POST /api/authorize/auth/ with a JSON body {"credentials": {"email": …, "password": …}}.
test(
  'a wrong password gets no tokens',
  requirement('issue.rejects-wrong-password', '@after-experiments'),
  onEachHost(async ({ alice, wrongPasswords }) => {
    await given.whileLoginWorks(alice, wrongPasswords.nearlyRight(alice), (answer, how) =>
      test.step(how, () => expect(answer).toBeRejected()),
    );
  }),
);

// Good practice: A refused login does not tell whether the email has an account.
test(
  'a wrong password and an unknown email are answered alike',
  requirement('security.no-enumeration', '@after-experiments'),
  onEachHost(async ({ alice, spare, wrongPasswords }) => {
    const { wrong, unknown } = await wrongPasswords.withAndWithoutAccount(alice);
    // The wrong password was sent before: what came since may have made the host refuse all logins.
    await given.loginWorks(spare);
    for (const answer of [...unknown, wrong]) given.rejected(answer, 'a wrong login is not rejected');

    expect(wrong).toSayNoMoreThan(...unknown);
  }),
);

// The page is silent: whether spaces around a password count.
test(
  'the right password with a space beside it',
  requirement('observed.password-with-spaces', '@after-experiments'),
  onEachHost(async ({ bob }) => {
    await given.loginWorks(bob);

    for (const sentence of await loginsWithSpacesInWords(bob)) note(sentence);
  }),
);
