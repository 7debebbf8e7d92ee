/** Faulty hosts: the form of error answers. */
import { MESSAGES, plus, says } from '../../variants/answers.ts';
import { type Fault, withAnswers } from '../../variants/variant.ts';
import type { Answer } from '../../reference/routes.ts';

const isDocumented = (answer: Answer) =>
  says(answer, 'missing') || says(answer, 'unknown') || says(answer, 'foreign');

const breaks = 'API Error Codes';

export const errorAnswerFaults: readonly Fault[] = [
  {
    name: 'error-without-details',
    wrong: 'The documented errors have no details.',
    breaks,
    fails: ['error.envelope'],
    host: withAnswers((answer) => (isDocumented(answer) ? plus(answer, { details: undefined }) : answer)),
  },
  {
    name: 'error-of-the-framework',
    wrong: "A wrong method is answered in the framework's own form.",
    breaks,
    fails: ['error.envelope'],
    host: withAnswers((answer) =>
      answer.status === 405 ? { ...answer, body: { detail: 'Method not allowed' } } : answer,
    ),
  },
  {
    name: 'error-is-text',
    wrong: 'A login that cannot be read is answered with a text.',
    breaks,
    fails: ['error.envelope'],
    host: withAnswers((answer, { path }) =>
      answer.status === 400 && path.includes('/auth/') ? { ...answer, body: 'Bad request' } : answer,
    ),
  },
  {
    name: 'error-codes-are-text',
    wrong: 'The codes of the documented errors are text.',
    breaks,
    fails: ['error.envelope', 'error.codes'],
    host: withAnswers((answer) =>
      isDocumented(answer) ? plus(answer, { error_code: String(Object(answer.body).error_code) }) : answer,
    ),
  },
  {
    name: 'error-codes-are-zero',
    wrong: 'The documented errors have the error_code 0.',
    breaks,
    fails: ['error.codes'],
    host: withAnswers((answer) => (isDocumented(answer) ? plus(answer, { error_code: 0 }) : answer)),
  },
  {
    name: 'error-codes-are-statuses',
    wrong: "The error_code of another account's expire token is the status.",
    breaks,
    fails: ['error.codes'],
    host: withAnswers((answer) =>
      Object(answer.body).error_message === MESSAGES.foreign ? plus(answer, { error_code: 403 }) : answer,
    ),
  },
];
