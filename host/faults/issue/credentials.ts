/** Faulty hosts: who gets a pair, and how. */
import { jsonIn } from '../../variants/requests.ts';
import { type Fault, withAnswers, withHost } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming } from '../../reference/routes.ts';
import type { Account } from '../../reference/rules.ts';

/** Gives back the credentials of a login as they came, whatever is wrong with them; undefined if there are none. */
function credentialsOf(request: Incoming): { email?: unknown; password?: unknown } | undefined {
  const { credentials } = Object(jsonIn(request));
  return credentials;
}

/** The host that lets in the account that `find` gives back, if the correct host refuses the login. */
function lettingIn(
  find: (
    accounts: readonly Account[],
    email: unknown,
    password: unknown,
    request: Incoming,
  ) => Account | undefined,
): Fault['host'] {
  return withHost(
    class extends Host {
      protected override auth(request: Incoming): Answer {
        const answer = super.auth(request);
        if (answer.status === 200) return answer;
        const { email, password } = credentialsOf(request) ?? {};
        const account = find(this.accounts, email, password, request);
        return account ? this.pair(this.sessions.open(account)) : answer;
      }
    },
  );
}

/** The host on which this password opens the account of this email. */
function matching(opens: (account: Account, password: string) => boolean): Fault['host'] {
  return withHost(
    class extends Host {
      protected override matches(account: Account, email: string, password: string): boolean {
        return account.email === email && opens(account, password);
      }
    },
  );
}

/** The host that answers these refused logins 200; `isKnown` says whether an account has the email. */
function refusingWith200(which: (isKnown: boolean, email: unknown) => boolean): Fault['host'] {
  return withHost(
    class extends Host {
      protected override auth(request: Incoming): Answer {
        const answer = super.auth(request);
        const email = credentialsOf(request)?.email;
        const isKnown = this.accounts.some((one) => one.email === email);
        return answer.status === 401 && which(isKnown, email) ? { ...answer, status: 200 } : answer;
      }
    },
  );
}

export const loginFaults: readonly Fault[] = [
  {
    name: 'issue-any-password',
    wrong: 'Any password opens an account.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials', 'issue.rejects-wrong-password'],
    host: matching(() => true),
  },
  {
    name: 'issue-password-cut',
    wrong: 'Only the first eight characters of a password count.',
    breaks: 'S1',
    fails: ['issue.rejects-wrong-password'],
    host: matching((account, password) => account.password.slice(0, 8) === password.slice(0, 8)),
  },
  {
    name: 'issue-password-any-case',
    wrong: 'Passwords are compared without regard to case.',
    breaks: 'S1',
    fails: ['issue.rejects-wrong-password'],
    host: matching((account, password) => account.password.toLowerCase() === password.toLowerCase()),
  },
  {
    name: 'issue-wrong-password-is-200',
    wrong: 'A wrong password is answered 200 with an error in the body, and no tokens.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials', 'issue.rejects-wrong-password'],
    host: refusingWith200((isKnown) => isKnown),
  },
  {
    name: 'issue-wrong-password-leaks-a-pair',
    wrong: "A wrong password is answered 401, with a pair of the account's in the body.",
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials', 'issue.rejects-wrong-password', 'security.no-enumeration'],
    host: withHost(
      class extends Host {
        protected override auth(request: Incoming): Answer {
          const answer = super.auth(request);
          const account = this.accounts.find(({ email }) => email === credentialsOf(request)?.email);
          if (answer.status !== 401 || !account) return answer;
          return {
            ...answer,
            body: { ...Object(this.pair(this.sessions.open(account)).body), ...Object(answer.body) },
          };
        }
      },
    ),
  },
  {
    name: 'issue-unknown-email-opens-an-account',
    wrong: 'A login with an unknown email opens an account for it.',
    breaks: 'S1',
    fails: ['issue.rejects-unknown-email'],
    host: lettingIn((accounts, email, password) =>
      typeof email === 'string' &&
      email !== '' &&
      typeof password === 'string' &&
      !accounts.some((one) => one.email === email)
        ? { email, password, service: false }
        : undefined,
    ),
  },
  {
    name: 'issue-unknown-email-is-200',
    wrong: 'A login with an unknown email is answered 200, so that nobody learns which accounts there are.',
    breaks: 'S1',
    fails: ['issue.rejects-unknown-email'],
    host: refusingWith200((isKnown, email) => !isKnown && email !== ''),
  },
  {
    name: 'issue-nothing-opens-the-first-account',
    wrong: 'A login without credentials opens the first account.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials'],
    host: lettingIn((accounts, _email, _password, { body }) =>
      body.trim() === '{}' ? accounts[0] : undefined,
    ),
  },
  {
    name: 'issue-null-password',
    wrong: 'A password that is null opens any account.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials'],
    host: lettingIn((accounts, email, password) =>
      password === null ? accounts.find((one) => one.email === email) : undefined,
    ),
  },
  {
    name: 'issue-true-password',
    wrong: 'A password that is true equals every password.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials'],
    host: lettingIn((accounts, email, password) =>
      password === true ? accounts.find((one) => one.email === email) : undefined,
    ),
  },
  {
    name: 'issue-email-is-a-query',
    wrong: 'An email that is an object is a query, and an empty one matches every account.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials'],
    host: lettingIn((accounts, email, password) =>
      typeof email === 'object' && email !== null
        ? accounts.find((one) => one.password === password)
        : undefined,
    ),
  },
  {
    name: 'issue-without-email',
    wrong: 'The password alone opens the account that has it.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials'],
    host: lettingIn((accounts, email, password) =>
      email === undefined ? accounts.find((one) => one.password === password) : undefined,
    ),
  },
  {
    name: 'issue-empty-password',
    wrong: 'An empty password opens any account.',
    breaks: 'S1',
    fails: ['issue.rejects-missing-credentials'],
    host: matching((account, password) => password === '' || account.password === password),
  },
  {
    name: 'issue-incomplete-login-is-200',
    wrong: 'A login without complete credentials is answered 200 with an error in the body.',
    breaks: 'S1',
    fails: ['error.client-faults-are-4xx', 'issue.rejects-missing-credentials'],
    host: withAnswers((answer, { path, body }) =>
      path.includes('auth/') && answer.status === 400 && /^\{.*\}$/.test(body)
        ? { ...answer, status: 200 }
        : answer,
    ),
  },
];
