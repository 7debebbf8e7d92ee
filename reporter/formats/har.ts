/** The exchanges of a run as an HTTP Archive (HAR 1.2), which browsers and proxies can open. Pure. */
import type { Entry } from '../../fixtures/evidence/entry.ts';
import { fieldsIn, LEFT_OUT, valueOf } from '../../fixtures/evidence/header-fields.ts';
import type { Certificate } from '../../schemas/index.ts';

type Message = NonNullable<Entry['answer']>;

/** What HAR calls a record: a header field, or a parameter in the query. */
interface Field {
  readonly name: string;
  readonly value: string;
}

/** In HAR, a number that is not known. */
const UNKNOWN = -1;

/** What HAR asks for of cookies. The evidence has none, as their values are secrets. */
const NO_COOKIES: readonly Field[] = [];

const COMMENT =
  'Made from exchanges.jsonl, which is the evidence. Names stand in the places of passwords and tokens. Of the times only leaving and the whole answer were measured.';

/** Writes the archive, an entry a line. */
export function harOf(
  { host, suite }: Pick<Certificate, 'host' | 'suite'>,
  entries: readonly Entry[],
): string {
  const origin = URL.canParse(host.url) ? new URL(host.url).origin : '';
  const log = {
    version: '1.2',
    creator: { name: suite.name, version: suite.version },
    comment: COMMENT,
  };
  const lines = entries.map((entry, nth) => JSON.stringify(harEntry(origin, entry, nth + 1)));
  return `{"log":${JSON.stringify(log).slice(0, -1)},"entries":[\n${lines.join(',\n')}\n]}}\n`;
}

function harEntry(origin: string, entry: Entry, line: number): object {
  const { method, path, sentAt, moments, requirement, notTheApi, failure } = entry;
  // Microseconds are more than was measured, and make no long figures.
  const time = Math.round((moments.came - moments.left) * 1e6) / 1e3;
  const url = origin + escaped(path);
  return {
    startedDateTime: sentAt,
    time,
    request: { method, url, queryString: queryOf(url), ...requestOf(entry) },
    response: responseOf(entry),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: notTheApi === undefined ? requirement : `${requirement}; not the API's answer: ${notTheApi}`,
    _line: line,
    ...(failure === undefined ? {} : { _error: failure }),
  };
}

/** Writes a path as addresses have it: all that has no place there, such as the braces of names, percent-encoded. */
function escaped(path: string): string {
  // Half a pair of surrogates cannot be percent-encoded, and becomes U+FFFD here.
  return Buffer.from(path)
    .toString()
    .replaceAll(/[^\w!$%&'()*+,\-./:;=?@~]/gu, encodeURIComponent)
    .replaceAll(/%(?![\da-f]{2})/gi, '%25');
}

function queryOf(url: string): Field[] {
  const at = url.indexOf('?');
  return at < 0 ? [] : [...new URLSearchParams(url.slice(at))].map(([name, value]) => ({ name, value }));
}

function requestOf({ request = { headers: [], body: '' } }: Entry): object {
  const { body } = request;
  return {
    httpVersion: 'HTTP/1.1',
    ...headOf(request),
    bodySize: UNKNOWN,
    ...(body === ''
      ? {}
      : { postData: { mimeType: valueOf(fieldsIn(request.headers), 'content-type') ?? '', text: body } }),
  };
}

function responseOf({ status = 0, answer = { headers: [], body: '' } }: Entry): object {
  return {
    status,
    statusText: '',
    httpVersion: 'unknown',
    ...headOf(answer),
    content: {
      size: Buffer.byteLength(answer.body),
      mimeType: valueOf(fieldsIn(answer.headers), 'content-type') ?? 'x-unknown',
      text: answer.body,
    },
    redirectURL: valueOf(fieldsIn(answer.headers), 'location') ?? '',
    bodySize: UNKNOWN,
  };
}

function headOf({ headers }: Message): object {
  const leftOut = headers.find((line) => line.startsWith(LEFT_OUT));
  return {
    cookies: NO_COOKIES,
    headers: fieldsIn(headers),
    headersSize: UNKNOWN,
    ...(leftOut === undefined ? {} : { comment: leftOut }),
  };
}
