/** Faulty hosts: what a login by another method than POST is answered. */
import { isAtLogin } from '../../variants/requests.ts';
import { type Fault, withAnswers, withHost } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';

export const methodFaults: readonly Fault[] = [
  {
    name: 'issue-by-get',
    wrong: 'A GET of the login opens a session of the first account.',
    breaks: 'S1',
    fails: ['issue.post-only', 'error.client-faults-are-4xx'],
    host: withHost(
      class extends Host {
        override answer(request: Incoming): Answer {
          const [first] = this.accounts;
          return isAtLogin(request) && request.method === 'GET' && first
            ? this.pair(this.sessions.open(first))
            : super.answer(request);
        }
      },
    ),
  },
  {
    name: 'issue-by-any-method',
    wrong: 'A login may have any method.',
    breaks: 'S1',
    fails: ['issue.post-only', 'error.client-faults-are-4xx'],
    host: withHost(
      class extends Host {
        override answer(request: Incoming): Answer {
          return super.answer(isAtLogin(request) ? { ...request, method: 'POST' } : request);
        }
      },
    ),
  },
  {
    name: 'issue-other-methods-are-404',
    wrong: 'A login with another method than POST is answered 404.',
    breaks: 'API Error Codes',
    fails: ['issue.post-only'],
    host: withAnswers((answer, request) =>
      answer.status === 405 && isAtLogin(request) ? failure(404, 10, 'Not found') : answer,
    ),
  },
  {
    name: 'issue-other-methods-carry-a-pair',
    wrong: 'A login with another method than POST is answered 405, with a pair in the body.',
    breaks: 'S1',
    fails: ['issue.post-only', 'error.client-faults-are-4xx'],
    host: withHost(
      class extends Host {
        override answer(request: Incoming): Answer {
          const answer = super.answer(request);
          if (answer.status !== 405 || !isAtLogin(request)) return answer;
          const { status, body } = super.answer({ ...request, method: 'POST' });
          return status === 200 ? { ...answer, body: { ...Object(body), ...Object(answer.body) } } : answer;
        }
      },
    ),
  },
];
