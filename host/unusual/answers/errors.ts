/** Unusual hosts that conform: how they tell errors, of which the page fixes three statuses and messages only. */
import { jsonIn } from '../../variants/requests.ts';
import { documentedMessage } from '../../variants/answers.ts';
import { type Unusual, withErrors, withSessions } from '../../variants/variant.ts';
import { send, sendPage, where, withText } from '../../variants/wire.ts';
import { type Answer, referenceHost } from '../../reference/routes.ts';
import { type Authentication, Sessions } from '../../reference/rules.ts';

const ENVELOPE = ['access.describes-refusals', 'error.envelope', 'extension.describes-expiry'] as const;
const documented = (answer: Answer) => documentedMessage(answer) !== undefined;
const withDetails = (answer: Answer, details: unknown) => ({
  ...answer,
  body: { ...Object(answer.body), details },
});

/** 401 where a token is refused, and not where a session is not found. */
const refusedToken = (answer: Answer) => answer.status === 401 && !documented(answer);

export const unusualErrors: readonly Unusual[] = [
  {
    name: 'errors-without-details',
    unusual: 'Errors have no details.',
    host: withErrors((answer) => withDetails(answer, undefined)),
    deviates: ['access.describes-refusals', 'error.envelope'],
  },
  {
    name: 'errors-with-a-message-alone',
    unusual: 'Errors have the message and nothing else.',
    host: withErrors(({ body, ...answer }) => ({
      ...answer,
      body: { error_message: Object(body).error_message },
    })),
    deviates: [...ENVELOPE, 'error.codes'],
  },
  {
    name: 'errors-that-name-the-field',
    unusual:
      'The details of an error hold a text for each field that it is about, as form libraries tell it.',
    host: withErrors((answer, { path }) =>
      withDetails(
        answer,
        path.includes('refresh') ? { expire_token: ['Not a valid string.'] } : { access_token: 'required' },
      ),
    ),
  },
  {
    name: 'errors-that-echo-the-request',
    unusual:
      'The details of an error hold the body of the request, as validation libraries show their input.',
    host: withErrors((answer, request) => {
      const input = jsonIn(request);
      return withDetails(answer, { input: input === undefined ? request.body : input });
    }),
    deviates: ['security.no-echo'],
  },
  {
    name: 'page-with-an-example',
    unusual: 'Who is refused gets a page that shows how tokens are sent.',
    host: referenceHost,
    wire: where(refusedToken, ({ response }) =>
      sendPage(response, 401, 'Send {"expire_token": "YOUR_TOKEN"} to renew'),
    ),
    deviates: ENVELOPE,
  },
  {
    name: 'refusals-are-403',
    unusual: 'A refused access token is answered 403.',
    host: withErrors((answer, { path }) =>
      refusedToken(answer) && !path.includes('auth/') ? { ...answer, status: 403 } : answer,
    ),
    deviates: ['extension.describes-expiry'],
  },
  {
    name: 'refusals-are-pages',
    unusual: 'A refused access token is answered with a page.',
    host: referenceHost,
    wire: where(refusedToken, ({ response }) => sendPage(response, 401, '401 Authorization Required')),
    deviates: ENVELOPE,
  },
  {
    name: 'refusals-are-empty',
    unusual: 'A refused access token is answered without a body.',
    host: referenceHost,
    wire:
      () =>
      ({ response, speak }) => {
        const answer = speak();
        if (refusedToken(answer)) response.writeHead(answer.status, { 'Content-Length': 0 }).end();
        else send(response, answer);
      },
    deviates: ENVELOPE,
  },
  {
    name: 'problem-json',
    unusual: 'Errors are problem details (RFC 9457), with the documented message where there is one.',
    host: withErrors((answer) => ({
      status: answer.status,
      headers: { 'Content-Type': 'application/problem+json' },
      body: {
        type: 'about:blank',
        title: 'Error',
        status: answer.status,
        error_message: documentedMessage(answer),
      },
    })),
    deviates: [...ENVELOPE, 'error.codes'],
  },
  {
    name: 'errors-with-escapes',
    unusual: 'Errors hold texts that are escaped in JSON: slashes, line ends, letters beyond ASCII.',
    host: withErrors((answer) =>
      withDetails(answer, {
        help: 'https://example.com/errors/4f69cc41d060585e',
        trace: 'Trace:\n4bf92f3577b34da6a3ce929d0e0e4736',
        text: 'Ошибка №1234567890abcdef',
      }),
    ),
    wire: withText((text) =>
      text
        .replaceAll('/', String.raw`\/`)
        .replaceAll(
          /[^\u0020-\u007e]/g,
          (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
        ),
    ),
  },
  {
    name: 'expired-is-unknown',
    unusual: 'An expired session is deleted at once, and its token is called unknown.',
    host: withSessions(
      class extends Sessions {
        override authenticate(accessToken: string | undefined): Authentication {
          for (const one of this.live) if (this.hasEnded(one)) this.live.delete(one);
          return super.authenticate(accessToken);
        }
      },
    ),
    deviates: ['extension.describes-expiry'],
  },
  {
    name: 'challenges',
    unusual: 'A 401 comes with challenges, as HTTP asks for.',
    host: withErrors((answer) =>
      answer.status === 401
        ? {
            ...answer,
            headers: { 'WWW-Authenticate': 'Basic realm="api", Negotiate, Bearer error="invalid_token"' },
          }
        : answer,
    ),
  },
];
