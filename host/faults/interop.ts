/** Faulty hosts that break third-party clients. */
import { isAtRefresh } from '../variants/requests.ts';
import { type Answer, failure, referenceHost } from '../reference/routes.ts';
import { type Fault, withAnswers } from '../variants/variant.ts';
import { withText } from '../variants/wire.ts';

const GUIDE = 'Publishing API Methods in the Internet';

/** Gives back the value of the request's Content-Type. */
function typeOf(rawHeaders: readonly string[]): string {
  return rawHeaders[rawHeaders.findIndex((name) => /^content-type$/i.test(name)) + 1] ?? '';
}

export const interopFaults: readonly Fault[] = [
  {
    name: 'interop-login-needs-its-slash',
    wrong: 'A login without the final slash of its path is not found.',
    breaks: GUIDE,
    fails: ['interop.no-trailing-slash'],
    host: withAnswers((answer, { path }) =>
      path.endsWith('/auth') ? failure(404, 10, 'Not found') : answer,
    ),
  },
  {
    name: 'interop-refresh-needs-its-slash',
    wrong: 'A refresh without the final slash of its path is sent on to the one with it.',
    breaks: GUIDE,
    fails: ['interop.no-trailing-slash'],
    host: withAnswers((answer, { path }): Answer =>
      path.endsWith('/refresh') ? { status: 308, body: null, headers: { Location: `${path}/` } } : answer,
    ),
  },
  {
    name: 'interop-json-is-called-html',
    wrong: 'Pairs come as text/html.',
    breaks: 'good practice',
    fails: ['interop.json-content-type'],
    host: referenceHost,
    wire: withText((text) => text, 'text/html; charset=utf-8'),
  },
  {
    name: 'interop-errors-are-called-text',
    wrong: 'The errors of a refresh come as text/plain.',
    breaks: 'good practice',
    fails: ['interop.json-content-type'],
    host: withAnswers((answer, request) =>
      answer.status >= 400 && isAtRefresh(request)
        ? { ...answer, headers: { ...answer.headers, 'Content-Type': 'text/plain' } }
        : answer,
    ),
  },
  {
    name: 'interop-no-charset',
    wrong: 'A request whose Content-Type names a charset is answered 415.',
    breaks: 'good practice',
    fails: ['interop.json-content-type'],
    host: withAnswers((answer, { rawHeaders }) =>
      /charset/i.test(typeOf(rawHeaders)) ? failure(415, 5, 'The body must be application/json') : answer,
    ),
  },
  {
    name: 'interop-no-form',
    wrong: 'A login whose JSON is called application/x-www-form-urlencoded is answered 415.',
    breaks: 'public client code',
    fails: ['interop.form-content-type'],
    host: withAnswers((answer, { rawHeaders }) =>
      /form-urlencoded/i.test(typeOf(rawHeaders))
        ? failure(415, 5, 'The body must be application/json')
        : answer,
    ),
  },
];
