/** Faulty hosts: other methods than the page's, and requests that nobody can read. */
import { type Fault, withAnswers, withHost } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';

const isLogin = ({ path }: Incoming) => /\/auth\/?$/.test(path);
const isRefresh = ({ path }: Incoming) => /\/refresh\/?$/.test(path);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

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
          return isLogin(request) && request.method === 'GET' && first
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
          return super.answer(isLogin(request) ? { ...request, method: 'POST' } : request);
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
      answer.status === 405 && isLogin(request) ? failure(404, 10, 'Not found') : answer,
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
          if (answer.status !== 405 || !isLogin(request)) return answer;
          const { status, body } = super.answer({ ...request, method: 'POST' });
          return status === 200 ? { ...answer, body: { ...Object(body), ...Object(answer.body) } } : answer;
        }
      },
    ),
  },
  {
    name: 'error-refresh-by-other-methods-is-500',
    wrong: 'A refresh with another method than POST is answered 500.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, request) =>
      answer.status === 405 && isRefresh(request) ? { ...answer, status: 500 } : answer,
    ),
  },
  {
    name: 'error-broken-json-is-500',
    wrong: 'A body that is no JSON is answered 500.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, { method, body }) =>
      method === 'POST' && answer.status === 400 && !isJson(body) ? { ...answer, status: 500 } : answer,
    ),
  },
  {
    name: 'error-a-list-is-500',
    wrong: 'A body that is JSON but no object is answered 500.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, { method, body }) =>
      method === 'POST' && answer.status === 400 && isJson(body) && !body.startsWith('{')
        ? { ...answer, status: 500 }
        : answer,
    ),
  },
  {
    name: 'error-an-empty-refresh-is-200',
    wrong: 'A refresh with an empty body is answered 200, and does nothing.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, request) =>
      isRefresh(request) && answer.status === 400 && request.body === '' ? { status: 200, body: {} } : answer,
    ),
  },
];
