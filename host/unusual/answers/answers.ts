/** Unusual hosts that conform: what their answers say. */
import {
  BY_EXPIRE_DATE,
  type Unusual,
  withAnswers,
  withFields,
  withHost,
  withPairs,
} from '../../variants/variant.ts';
import { withText } from '../../variants/wire.ts';
import { Host, type Incoming, referenceHost } from '../../reference/routes.ts';

const PREFIX = '/tenant/a';

/** A list in a list in a list, as text: JSON.stringify does not reach so deep. */
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** Puts further fields in front of those of an answer that is an object. */
const before = (fields: string) => (text: string) => text.replace(/^\{(?=")/, `{${fields},`);

export const unusualAnswers: readonly Unusual[] = [
  {
    name: 'only-the-two-tokens',
    unusual: 'An answer holds the two tokens and nothing else.',
    host: withPairs((answer, { accessToken, expireToken }) => ({
      ...answer,
      body: { access_token: accessToken, expire_token: expireToken },
    })),
    untested: BY_EXPIRE_DATE,
    deviates: ['issue.expire-date'],
  },
  {
    name: 'no-user-in-the-answer',
    unusual: 'An answer says nothing of the user.',
    host: withFields(() => ({ user: undefined })),
  },
  {
    name: 'login-creates',
    unusual: 'A login is answered 201, with the place of the new session.',
    host: withAnswers((answer, { path }) =>
      answer.status === 200 && path.includes('auth/')
        ? {
            ...answer,
            status: 201,
            headers: { ...answer.headers, Location: 'https://example.com/api/sessions/1/' },
          }
        : answer,
    ),
  },
  {
    name: 'login-and-refresh-create',
    unusual: 'A login and a refresh are answered 201.',
    host: withPairs((answer) => ({ ...answer, status: 201 })),
  },
  {
    name: 'transforming-proxy',
    unusual: 'Each 200 becomes a 203, as behind a proxy that changed the answer.',
    host: withAnswers((answer) => (answer.status === 200 ? { ...answer, status: 203 } : answer)),
  },
  {
    name: 'extra-fields-of-hostile-names',
    unusual: 'An answer has further fields, with names and texts that trip careless readers.',
    host: withFields(() => ({
      constructor: { name: 'x', prototype: null },
      toString: null,
      hasOwnProperty: false,
      'x\u001b[31m\u202e': ['<script>alert(1)</script>', '<!--', ']]>', '${7*7}', '{{7*7}}', '\u0000'],
      user: { expire_token: null, access_token: '', user_type: '\u001b]0;title\u0007' },
      session: { expire_token: false },
    })),
    wire: withText(before('"__proto__":{"access_token":null,"status":500,"toString":1}')),
  },
  {
    name: 'extra-fields-5000-levels-deep',
    unusual: 'An answer has a further field that is nested 5000 levels deep.',
    host: referenceHost,
    wire: withText(before(`"tree":${deep(5000)}`)),
  },
  {
    name: 'deep-value-named-like-a-token',
    unusual: "The user's settings hold a field expire_token that is a deeply nested list.",
    host: referenceHost,
    wire: withText(before(`"settings":{"expire_token":${deep(5000)}}`)),
  },
  {
    name: 'pair-repeated-in-the-answer',
    unusual: 'An answer holds the pair once more, in a field of the session.',
    host: withFields(({ accessToken, expireToken }) => ({
      session: { access_token: accessToken, expire_token: expireToken },
    })),
  },
  {
    name: 'pretty-printed-json',
    unusual: 'JSON comes over many lines, with tabs, and says that it is UTF-8.',
    host: withFields(() => ({ greeting: 'Grüß Gott, Олег 👋' })),
    wire: withText(
      (text) => `\r\n \t${JSON.stringify(JSON.parse(text), null, '\t').replaceAll('\n', '\r\n')}\r\n\r\n`,
      'application/json; charset="UTF-8"',
    ),
  },
  {
    name: 'json-all-escaped',
    unusual: 'Each letter of JSON texts is an escape, field names included.',
    host: referenceHost,
    wire: withText((text) =>
      text.replaceAll(/"[^"\\]*"/g, (string) =>
        string.replaceAll(
          /[a-z/_-]/gi,
          (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
        ),
      ),
    ),
  },
  {
    name: 'json-called-text',
    unusual: 'JSON comes as text/plain.',
    host: referenceHost,
    wire: withText((text) => text, 'text/plain'),
    deviates: ['interop.json-content-type'],
  },
  {
    name: 'resource-of-400-kilobytes',
    unusual: 'The resource is large.',
    host: withAnswers((answer, { path }) =>
      answer.status === 200 && path.includes('folders')
        ? { ...answer, body: Array.from({ length: 4000 }, (_, id) => ({ id, name: 'f'.repeat(80) })) }
        : answer,
    ),
  },
  {
    name: 'resource-without-content',
    unusual: 'The resource answers 204.',
    host: withAnswers((answer, { path }) =>
      answer.status === 200 && path.includes('folders') ? { status: 204, body: undefined } : answer,
    ),
  },
  {
    name: 'base-path',
    unusual: 'The API stands below a path of its own, and nothing beside it.',
    host: withHost(
      class extends Host {
        override answer(request: Incoming) {
          const within = request.path.startsWith(`${PREFIX}/`);
          return super.answer({ ...request, path: within ? request.path.slice(PREFIX.length) : '/' });
        }
      },
    ),
    basePath: PREFIX,
  },
  {
    name: 'trailing-slash-needed',
    unusual: 'A path without its final slash is not found.',
    host: withAnswers((answer, { path }) =>
      path.endsWith('/')
        ? answer
        : { status: 404, body: { error_code: 10, error_message: 'Not found', details: null } },
    ),
    deviates: ['interop.no-trailing-slash'],
  },
  {
    name: 'redirects-to-the-slash',
    unusual: 'A path without its final slash is answered 307, with the one that has it.',
    host: withAnswers((answer, { path }) =>
      path.endsWith('/') ? answer : { status: 307, body: null, headers: { Location: `${path}/` } },
    ),
    deviates: ['interop.no-trailing-slash'],
  },
  {
    name: 'session-cookie-as-well',
    unusual: 'A login sets cookies too, some of them odd; none is ever accepted instead of a token.',
    host: withPairs((answer, { accessToken }) => ({
      ...answer,
      headers: {
        ...answer.headers,
        'Set-Cookie': `sessionid=${accessToken.slice(0, 12)}; Path=/; HttpOnly; SameSite=Strict`,
      },
    })),
    wire:
      () =>
      ({ response, speak }) => {
        const answer = speak();
        const { 'Set-Cookie': session, ...headers } = answer.headers ?? {};
        const odd = [
          '=',
          'x',
          `long=${'c'.repeat(5000)}`,
          'a=b; Domain=.com; Expires=never; Max-Age=x',
          'k="; ; ;',
        ];
        response.setHeader('Set-Cookie', session === undefined ? odd : [session, ...odd]);
        response.writeHead(answer.status, { 'Content-Type': 'application/json', ...headers });
        response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
      },
  },
];
