/** Faulty hosts: they do what the page says, but disclose what good practice keeps secret. */
import { MESSAGES, plus, says } from '../variants/answers.ts';
import { type Fault, withAnswers, withErrors, withHost, withPairs, withTokens } from '../variants/variant.ts';
import { type Answer, Host, type Incoming, referenceHost } from '../reference/routes.ts';

const breaks = 'good practice';

const detailed = (answer: Answer, details: unknown) => plus(answer, { details });
const wrongLogin = (answer: Answer) => Object(answer.body).error_code === 15;

/** The host whose answers to logins with an email of no account are changed by `change`. */
function withUnknownEmails(change: (answer: Answer) => Answer): Fault['host'] {
  return withHost(
    class extends Host {
      protected override auth(request: Incoming): Answer {
        const answer = super.auth(request);
        const known = this.accounts.some(({ email }) => request.body.includes(email));
        return wrongLogin(answer) && !known ? change(answer) : answer;
      }
    },
  );
}

const withHeaders = (headers: Record<string, string>) => (answer: Answer) => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});

export const securityFaults: readonly Fault[] = [
  {
    name: 'security-plain-http',
    wrong: 'The host is reached by http, at an address that is not called loopback.',
    breaks,
    fails: ['security.tls'],
    host: referenceHost,
    reachedAs: '0.0.0.0',
  },
  {
    name: 'security-unknown-email-is-404',
    wrong: 'An unknown email is answered 404, a wrong password 401.',
    breaks,
    fails: ['security.no-enumeration'],
    host: withUnknownEmails((answer) => ({ ...answer, status: 404 })),
  },
  {
    name: 'security-unknown-email-is-told',
    wrong: 'The details of an error say that there is no such account.',
    breaks,
    fails: ['security.no-enumeration'],
    host: withUnknownEmails((answer) => detailed(answer, { email: ['No such account.'] })),
  },
  {
    name: 'security-tokens-of-48-random-bits',
    wrong: 'Tokens have 64 characters, of which 12 are drawn by chance.',
    breaks,
    fails: ['security.token-strength'],
    host: withTokens((random) => `${'5e55'.repeat(13)}${random.slice(0, 12)}`),
  },
  {
    name: 'security-tokens-by-the-clock',
    wrong: 'Tokens have 64 characters: the time, and 16 that are drawn by chance.',
    breaks,
    fails: ['security.token-strength'],
    host: withTokens((random) => Date.now().toString(16).padStart(48, '0') + random.slice(0, 16)),
  },
  {
    name: 'security-short-tokens',
    wrong: 'Tokens are 16 hexadecimal digits.',
    breaks,
    fails: ['security.token-strength'],
    host: withTokens((random) => random.slice(0, 16)),
  },
  {
    name: 'security-pairs-may-be-kept',
    wrong: 'Answers with tokens say nothing of caches.',
    breaks,
    fails: ['security.no-store'],
    host: withPairs((answer) => ({ ...answer, headers: {} })),
  },
  {
    name: 'security-new-pairs-may-be-kept',
    wrong: 'The answer to a refresh may be kept, if it is checked before it is used again.',
    breaks,
    fails: ['security.no-store'],
    host: withPairs((answer, { replaces }) =>
      replaces ? withHeaders({ 'Cache-Control': 'private, no-cache' })(answer) : answer,
    ),
  },
  {
    name: 'security-repeats-passwords',
    wrong: 'The details of an error hold the password of a login that was refused.',
    breaks,
    fails: ['security.no-echo'],
    host: withErrors((answer, { body }) =>
      wrongLogin(answer)
        ? detailed(answer, { input: { password: Object(JSON.parse(body)).credentials.password } })
        : answer,
    ),
  },
  {
    name: 'security-repeats-expire-tokens',
    wrong: 'The details of the error name the expire token that no session has.',
    breaks,
    fails: ['security.no-echo'],
    host: withErrors((answer, { body }) =>
      says(answer, 'unknown')
        ? detailed(answer, `no session with ${Object(JSON.parse(body)).expire_token}`)
        : answer,
    ),
  },
  {
    name: 'security-shows-a-stack-trace',
    wrong: 'The details of an error hold a stack trace where a body cannot be read.',
    breaks,
    fails: ['security.no-internals'],
    host: withErrors((answer) =>
      Object(answer.body).error_message === 'The body is not JSON'
        ? detailed(
            answer,
            'Traceback (most recent call last):\n  File "/app/api/views.py", line 88, in post\n    body = json.loads(raw)',
          )
        : answer,
    ),
  },
  {
    name: 'security-shows-sql',
    wrong: 'The details of an error hold the query that found no session.',
    breaks,
    fails: ['security.no-internals'],
    host: withErrors((answer) =>
      Object(answer.body).error_message === MESSAGES.unknown
        ? detailed(answer, { query: 'SELECT id, user_id FROM sessions WHERE expire_token = %s' })
        : answer,
    ),
  },
  {
    name: 'security-shows-a-path',
    wrong: 'The details of an error name the file of the program where a method is wrong.',
    breaks,
    fails: ['security.no-internals'],
    host: withErrors((answer) =>
      answer.status === 405 ? detailed(answer, { source: '/srv/api/oz/handlers/authorize.py' }) : answer,
    ),
  },
  {
    name: 'security-token-in-a-cookie',
    wrong: 'A login sets a cookie with the access token.',
    breaks,
    fails: ['security.tokens-in-body-only'],
    host: withPairs((answer, { accessToken }) =>
      withHeaders({ 'Set-Cookie': `token=${accessToken}; Path=/; HttpOnly` })(answer),
    ),
  },
  {
    name: 'security-token-in-an-address',
    wrong: 'A refresh names the place of the new session, with its expire token in the address.',
    breaks,
    fails: ['security.tokens-in-body-only'],
    host: withPairs((answer, { expireToken, replaces }) =>
      replaces ? withHeaders({ Location: `/api/sessions/?token=${expireToken}` })(answer) : answer,
    ),
  },
  {
    name: 'security-token-in-a-header',
    wrong: 'The resource sends the access token back in a header.',
    breaks,
    fails: ['security.tokens-in-body-only'],
    host: withAnswers((answer, { path, accessToken }) =>
      path.includes('folders') && answer.status === 200 && accessToken !== undefined
        ? withHeaders({ 'X-Forensic-Access-Token': accessToken })(answer)
        : answer,
    ),
  },
];
