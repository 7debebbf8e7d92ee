/** Unusual hosts that conform: their statuses for wrong methods, bodies and logins, which the page leaves open. */
import { documentedMessage } from '../../variants/answers.ts';
import { type Unusual, withErrors, withHost } from '../../variants/variant.ts';
import { send, sendPage, where } from '../../variants/wire.ts';
import { type Answer, failure, Host, type Incoming, referenceHost } from '../../reference/routes.ts';

const malformed = (answer: Answer) => answer.status === 400 && documentedMessage(answer) === undefined;

const loginStatuses: Readonly<Record<number, number>> = { 400: 422, 401: 400 };

export const unusualStatuses: readonly Unusual[] = [
  {
    name: 'wrong-methods-not-found',
    unusual: 'What is not a POST is answered 404.',
    host: withErrors((answer) => (answer.status === 405 ? failure(404, 10, 'Not found') : answer)),
    deviates: ['issue.post-only'],
  },
  {
    name: 'wrong-methods-blocked',
    unusual: 'What is not a GET or a POST is stopped by a firewall, with a page.',
    host: referenceHost,
    wire:
      () =>
      ({ request, response, speak }) => {
        if (request.method === 'GET' || request.method === 'POST') send(response, speak());
        else sendPage(response, 403, '403 Forbidden');
      },
    deviates: ['error.envelope', 'issue.post-only'],
  },
  {
    name: 'wrong-methods-not-implemented',
    unusual: 'Methods that no path of the host has are answered 501.',
    host: withErrors((answer, { method }) =>
      answer.status === 405 && method !== 'GET' ? failure(501, 2, 'Not implemented') : answer,
    ),
    deviates: ['error.client-faults-are-4xx', 'issue.post-only'],
  },
  {
    name: 'malformed-bodies-are-422',
    unusual: 'A body that cannot be read is answered 422.',
    host: withErrors((answer) => (malformed(answer) ? { ...answer, status: 422 } : answer)),
  },
  {
    name: 'malformed-bodies-are-500',
    unusual: 'On a body that cannot be read the host breaks, and says so on a page.',
    host: referenceHost,
    wire: where(malformed, ({ response }) => sendPage(response, 500, 'Server Error (500)')),
    deviates: ['error.client-faults-are-4xx', 'error.envelope', 'security.bad-input'],
  },
  {
    name: 'login-errors-of-their-own',
    unusual: 'A wrong password is answered 400, an unknown email 404, incomplete credentials 422.',
    host: withHost(
      class extends Host {
        protected override auth(request: Incoming): Answer {
          const answer = super.auth(request);
          const unknown =
            answer.status === 401 && !this.accounts.some(({ email }) => request.body.includes(email));
          return { ...answer, status: unknown ? 404 : (loginStatuses[answer.status] ?? answer.status) };
        }
      },
    ),
    deviates: ['security.no-enumeration'],
  },
];
