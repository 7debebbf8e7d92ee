/** Faulty hosts: what the refusal of an access token says. */
import { isAtResource } from '../../variants/requests.ts';
import { plus } from '../../variants/answers.ts';
import { type Fault, withAnswers } from '../../variants/variant.ts';
import { failure } from '../../reference/routes.ts';

export const accessCodeFaults: readonly Fault[] = [
  {
    name: 'access-refusals-without-codes',
    wrong: 'Refusals of a missing and of an unknown token have the error_code 0.',
    breaks: 'API Error Codes',
    fails: ['access.describes-refusals'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && [6, 7].includes(Object(answer.body).error_code)
        ? plus(answer, { error_code: 0 })
        : answer,
    ),
  },
  {
    name: 'access-missing-is-unknown',
    wrong: 'A request without a token is refused like one with an unknown token.',
    breaks: 'API Error Codes',
    fails: ['access.describes-refusals'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && Object(answer.body).error_code === 6
        ? plus(answer, { error_code: 7 })
        : answer,
    ),
  },
  {
    name: 'access-expired-is-unknown',
    wrong: 'An expired token is refused like an unknown one.',
    breaks: 'API Error Codes',
    fails: ['extension.describes-expiry'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && Object(answer.body).error_code === 8
        ? failure(401, 7, 'Access token not found')
        : answer,
    ),
  },
  {
    name: 'access-expired-is-403',
    wrong: 'An expired token is refused with 403.',
    breaks: 'API Error Codes',
    fails: ['extension.describes-expiry'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && Object(answer.body).error_code === 8 ? { ...answer, status: 403 } : answer,
    ),
  },
];
