/** How hostile answers travel: bodies without end, bombs, byte by byte, and header fields by the thousand. */
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Call, type Wire, write } from '../reference/http.ts';
import type { Answer } from '../reference/routes.ts';
import { textOf } from '../variants/wire.ts';

/** Which answers are hostile. */
export type Which = (answer: Answer, call: Call) => boolean;

const of =
  (path: string, granted: boolean): Which =>
  ({ status }, { incoming }) =>
    incoming.path.includes(path) && status < 300 === granted;

export const logins = of('/auth/', true);
export const resources = of('/folders', true);
export const refusals = of('/folders', false);
/** The resource, granted or not. */
export const anyResource: Which = (_answer, { incoming }) => incoming.path.includes('/folders');

/** Sends these answers like this, all others as they are. */
function sendOtherwise(which: Which, send: (call: Call, answer: Answer) => void | Promise<void>): () => Wire {
  return () => (call) => {
    const answer = call.speak();
    return which(answer, call) ? send(call, answer) : write(call.response, answer);
  };
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Begins as the answer does and then goes on for ever, or for so many bytes. */
export function withoutEnd(which: Which, bytes = Number.POSITIVE_INFINITY): () => Wire {
  const piece = Buffer.alloc(65_536, ' ');
  return sendOtherwise(which, ({ response }, answer) => {
    const length = Number.isFinite(bytes) ? { 'Content-Length': bytes } : {};
    response.writeHead(answer.status, { ...JSON_TYPE, ...answer.headers, ...length });
    const beginning = textOf(answer).slice(0, -1);
    response.write(beginning);
    let left = bytes - beginning.length;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        const next = piece.subarray(0, Math.min(piece.length, left));
        left -= next.length;
        if (!response.write(next)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  });
}

/** Sends these bytes as the body, packed as `coding` says or not. */
export function withBody(which: Which, coding: string, body: () => Buffer): () => Wire {
  let made: Buffer | undefined;
  return sendOtherwise(which, ({ response }, answer) => {
    response.writeHead(answer.status, { ...JSON_TYPE, ...answer.headers, 'Content-Encoding': coding });
    response.end((made ??= body()));
  });
}

/** Adds a field to each answer whose text is these bytes. */
export function withBytes(bytes: Buffer): () => Wire {
  return () =>
    ({ response, speak }) => {
      const answer = speak();
      const text = textOf(answer);
      const [before, after] = text === '[]' ? ['["', '"]'] : ['{"note":"', `",${text.slice(1)}`];
      response.writeHead(answer.status, { ...JSON_TYPE, ...answer.headers });
      response.end(Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]));
    };
}

/** A gigabyte of zeros in one megabyte: gzip allows one packed part after another. */
export function gzipBomb(): Buffer {
  const part = gzipSync(Buffer.alloc(10_000_000));
  return Buffer.concat(Array.from({ length: 100 }, () => part));
}

/** The same gigabyte, packed again, in a few kilobytes. */
export function bombInBomb(): Buffer {
  return brotliCompressSync(gzipSync(gzipBomb()), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** Sends these answers with so many header fields of their own. */
export function withFields(
  which: Which,
  count: number,
  field: (nth: number) => [string, string],
): () => Wire {
  return sendOtherwise(which, ({ response }, answer) => {
    const fields = Object.fromEntries(Array.from({ length: count }, (_, nth) => field(nth)));
    write(response, { ...answer, headers: { ...answer.headers, ...fields } });
  });
}

/** One byte of the body, then another, with so many seconds between them; the body never ends. */
export function byteByByte(which: Which, seconds: number): () => Wire {
  return sendOtherwise(which, async ({ response }, answer) => {
    response.writeHead(answer.status, JSON_TYPE);
    while (!response.destroyed) {
      response.write(' ');
      await sleep(seconds * 1000);
    }
  });
}
