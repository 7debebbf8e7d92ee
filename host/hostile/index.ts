/**
 * Hostile hosts: the reference host, but what it sends is meant to run in a report, to take over a terminal, to fill
 * memory or the disk, to hold a run up or to lead it astray.
 */
import { type Variant, withAnswers, withTokens } from '../variants/variant.ts';
import { withText } from '../variants/wire.ts';
import { deep, ESCAPES, LEVELS, NO_UTF_8, OVERRIDES, saying, scripts } from './texts.ts';
import * as wires from './wires.ts';
import { referenceHost } from '../reference/routes.ts';

export interface Hostile extends Variant {
  /** What it sends. */
  readonly sends: string;
  /** What becomes of it. */
  readonly becomes: string;
  /** Exactly the ids that fail because of it, SHOULDs included. */
  readonly fails?: readonly string[];
  /** What cannot be told because of it. */
  readonly untold?: 'what needs the resource' | 'what needs a pair';
}

const NO_PAIR = { fails: ['issue.expire-date', 'issue.returns-pair'], untold: 'what needs a pair' } as const;
const NO_ENVELOPE = { fails: ['access.describes-refusals', 'error.envelope'] } as const;
const NO_RESOURCE = { untold: 'what needs the resource' } as const;

/** @param elsewhere the base URL of another host, which is never to be asked. */
export function hostile(elsewhere: string): readonly Hostile[] {
  return [
    {
      name: 'html-everywhere',
      sends: 'HTML, scripts and SVG in every field, name and header that may say anything',
      becomes: 'shown as text',
      host: saying(scripts(elsewhere)),
    },
    {
      name: 'html-in-tokens',
      sends: 'tokens that hold HTML and scripts',
      becomes: 'used as they are; their names stand in the report',
      host: withTokens((random) => `<script>alert(9)</script><img src=x onerror=alert(10)>${random}`),
    },
    {
      name: 'escape-codes',
      sends: 'terminal escape codes and control characters, C1 ones in a header too',
      becomes: 'shown as ‹U+001B› and the like',
      host: saying(ESCAPES, '\u009b31m\u0090q\u009c'),
    },
    {
      name: 'direction-overrides',
      sends: 'right-to-left overrides and invisible characters',
      becomes: 'shown as ‹U+202E› and the like',
      host: saying(OVERRIDES, 'none'),
    },
    {
      name: 'invalid-utf-8',
      sends: 'bytes that are no UTF-8, in texts of JSON',
      becomes: 'read as U+FFFD',
      host: referenceHost,
      wire: wires.withBytes(NO_UTF_8),
    },
    {
      name: 'deep-json',
      sends: `JSON that is nested ${LEVELS} levels deep: a field of each pair and each error, and the resource`,
      becomes: 'read as JSON; what is nested is not kept',
      host: referenceHost,
      wire: withText((text, { status }) =>
        text === '[]'
          ? deep(LEVELS)
          : status < 400
            ? text.replace('{', `{"tree":${deep(LEVELS)},`)
            : text.replace('"details":null', `"details":${deep(LEVELS)}`),
      ),
    },
    {
      name: 'deep-error-codes',
      sends: `an error_code that is nested ${LEVELS} levels deep, in each refusal of the resource`,
      becomes: 'no error_code; what SHOULD tell an error is a deviation',
      host: referenceHost,
      wire: withText((text, { status }, { incoming }) =>
        status === 401 && incoming.path.includes('folders')
          ? text.replace(/"error_code":\d+/, `"error_code":${deep(LEVELS)}`)
          : text,
      ),
      ...NO_ENVELOPE,
    },
    {
      name: 'body-of-50-megabytes',
      sends: 'a resource of 50 MB',
      becomes: 'cut after 500 KB; its status counts',
      host: referenceHost,
      wire: wires.withoutEnd(wires.resources, 50_000_000),
    },
    {
      name: 'resource-without-end',
      sends: 'a resource whose body never ends',
      becomes: 'cut after 500 KB; its status counts',
      host: referenceHost,
      wire: wires.withoutEnd(wires.resources),
    },
    {
      name: 'refusals-without-end',
      sends: 'refusals of the resource whose bodies never end',
      becomes: 'cut after 500 KB; the status counts, the body is no error envelope',
      host: referenceHost,
      wire: wires.withoutEnd(wires.refusals),
      ...NO_ENVELOPE,
    },
    {
      name: 'logins-without-end',
      sends: 'pairs whose bodies never end',
      becomes: 'cut after 500 KB: a login without a pair',
      host: referenceHost,
      wire: wires.withoutEnd(wires.logins),
      ...NO_PAIR,
    },
    {
      name: 'gzip-bomb',
      sends: 'a resource of 1 MB that unpacks to 1 GB',
      becomes: 'unpacked as far as 500 KB; its status counts',
      host: referenceHost,
      wire: wires.withBody(wires.resources, 'gzip', wires.gzipBomb),
    },
    {
      name: 'bomb-in-a-bomb',
      sends: 'a resource of a few KB that unpacks to 1 GB, packed three times',
      becomes: 'unpacked as far as 500 KB; its status counts',
      host: referenceHost,
      wire: wires.withBody(wires.resources, 'gzip, GZIP , br', wires.bombInBomb),
    },
    {
      name: 'not-gzip',
      sends: 'a resource that says it is gzip, and is not',
      becomes: 'no answer',
      host: referenceHost,
      wire: wires.withBody(wires.resources, 'gzip', () => Buffer.from('[]')),
      ...NO_RESOURCE,
    },
    {
      name: '10000-header-fields',
      sends: 'a resource with 10 000 header fields',
      becomes: 'no answer: 16 KB of header fields are taken in',
      host: referenceHost,
      wire: wires.withFields(wires.resources, 10_000, (nth) => [`X-${nth}`, 'x']),
      ...NO_RESOURCE,
    },
    {
      name: 'small-header-fields',
      sends: 'as many header fields on each answer of the resource as fit into 16 KB',
      becomes: 'kept as far as 100 fields and 8 KB',
      host: referenceHost,
      wire: wires.withFields(wires.anyResource, 1500, (nth) => [nth.toString(36), '\u0080']),
    },
    {
      name: 'redirect-elsewhere',
      sends: 'redirects of the resource to another host',
      becomes: 'judged as a 302; the other host is never asked',
      host: withAnswers((answer, { path }) =>
        path.includes('folders') && answer.status === 200
          ? { status: 302, body: null, headers: { Location: elsewhere, Refresh: `0;url=${elsewhere}` } }
          : answer,
      ),
      ...NO_RESOURCE,
      fails: ['access.grants'],
    },
    {
      name: 'redirect-to-a-file',
      sends: 'redirects of logins to file:///etc/passwd',
      becomes: 'judged as a 307; the file is never read',
      host: withAnswers((answer, { path }) =>
        path.includes('/auth/') && answer.status === 200
          ? { status: 307, body: null, headers: { Location: 'file:///etc/passwd' } }
          : answer,
      ),
      ...NO_PAIR,
    },
    {
      name: 'tokens-that-no-header-carries',
      sends: 'access tokens with line ends and escape codes',
      becomes: 'not sent: no header field can carry them',
      host: withTokens((random) => `${random}\r\nX-Injected: 1\u001b[31m`),
      ...NO_RESOURCE,
    },
    {
      name: 'bytes-one-by-one',
      sends: 'a resource that comes byte by byte and never ends',
      becomes: 'no answer within 15 s; after two such the resource is not asked any more',
      host: referenceHost,
      wire: wires.byteByByte(wires.resources, 1),
      ...NO_RESOURCE,
    },
  ];
}
