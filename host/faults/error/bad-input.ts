/** Faulty hosts that break, or let somebody in, on rare kinds of bad input. */
import { isAtRefresh, jsonIn } from '../../variants/requests.ts';
import { type Answer, failure, Host, type Incoming, referenceHost } from '../../reference/routes.ts';
import { type Fault, withAnswers, withHost } from '../../variants/variant.ts';
import { write } from '../../reference/http.ts';

const fails = ['security.bad-input'] as const;
const breaks = 'good practice';
const broken = failure(500, 0, 'Something went wrong');

export const badInputFaults: readonly Fault[] = [
  {
    name: 'bad-input-long-text-is-500',
    wrong: 'A body beyond 4000 characters does not fit into the table of requests, and is answered 500.',
    breaks,
    fails,
    host: withAnswers((answer, { body }) => (body.length > 4000 ? broken : answer)),
  },
  {
    name: 'bad-input-token-beyond-ascii-is-500',
    wrong: 'A token of something else than ASCII is answered 500.',
    breaks,
    fails,
    host: withAnswers((answer, { accessToken = '' }) =>
      Array.from(accessToken).some((character) => character > '~') ? broken : answer,
    ),
  },
  {
    name: 'bad-input-nul-ends-the-process',
    wrong: 'A NUL in a text ends the process that serves the request, and with it the connection.',
    breaks,
    fails,
    host: referenceHost,
    wire:
      () =>
      ({ incoming, response, request, speak }) => {
        if (incoming.body.includes(String.raw`\u0000`)) request.socket.destroy();
        else write(response, speak());
      },
  },
  {
    name: 'bad-input-list-is-anybody',
    wrong: 'An email that is a list, as of a form with two such fields, opens the first account.',
    breaks,
    fails,
    host: withHost(
      class extends Host {
        protected override auth(request: Incoming): Answer {
          const { email }: { email?: unknown } = Object(Object(jsonIn(request)).credentials);
          const [first] = this.accounts;
          return Array.isArray(email) && first ? this.pair(this.sessions.open(first)) : super.auth(request);
        }
      },
    ),
  },
  {
    name: 'bad-input-ends-the-session',
    wrong:
      'A refresh whose expire token has a quote, a backslash or a percent sign in it loses the session that asks.',
    breaks,
    fails,
    host: withHost(
      class extends Host {
        private forgotten = new Set<string>();

        override answer(request: Incoming): Answer {
          const { accessToken = '' } = request;
          const { expire_token: token }: { expire_token?: unknown } = Object(jsonIn(request));
          if (isAtRefresh(request) && typeof token === 'string' && /['"%\\]/.test(token))
            this.forgotten.add(accessToken);
          return super.answer(
            this.forgotten.has(accessToken) ? { ...request, accessToken: 'none' } : request,
          );
        }
      },
    ),
  },
];
