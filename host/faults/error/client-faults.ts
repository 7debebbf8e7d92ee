/** Faulty hosts: requests that nobody can read, and methods that a refresh does not have, are not answered 4xx. */
import { isAtRefresh, jsonIn } from '../../variants/requests.ts';
import { type Fault, withAnswers } from '../../variants/variant.ts';
import { failure } from '../../reference/routes.ts';

export const clientFaultFaults: readonly Fault[] = [
  {
    name: 'error-refresh-by-other-methods-is-500',
    wrong: 'A refresh with another method than POST is answered 500.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, request) =>
      answer.status === 405 && isAtRefresh(request) ? { ...answer, status: 500 } : answer,
    ),
  },
  {
    name: 'error-broken-json-is-500',
    wrong: 'A body that is no JSON is answered 500.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, request) =>
      request.method === 'POST' && answer.status === 400 && jsonIn(request) === undefined
        ? { ...answer, status: 500 }
        : answer,
    ),
  },
  {
    name: 'error-a-list-is-500',
    wrong: 'A body that is JSON but no object is answered 500.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: withAnswers((answer, request) =>
      request.method === 'POST' &&
      answer.status === 400 &&
      jsonIn(request) !== undefined &&
      !request.body.startsWith('{')
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
      isAtRefresh(request) && answer.status === 400 && request.body === ''
        ? { status: 200, body: {} }
        : answer,
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
