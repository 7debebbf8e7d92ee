/** Faulty hosts: requests that nobody can read, and methods that a refresh does not have, are not answered 4xx. */
import { type Fault, withAnswers } from '../../variants/variant.ts';
import { failure, type Incoming } from '../../reference/routes.ts';

const isRefresh = ({ path }: Incoming) => /\/refresh\/?$/.test(path);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const clientFaultFaults: readonly Fault[] = [
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
  {
    name: 'error-wrong-types-are-500',
    wrong: 'A field of a wrong JSON type is answered 500, in a login and in a refresh.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, { body }) =>
      Object(answer.body).error_code === 5 && body.trim().startsWith('{')
        ? failure(500, 0, 'Unknown error')
        : answer,
    ),
  },
];
