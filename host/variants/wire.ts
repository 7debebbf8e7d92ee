/** What may stand between a host and the network, or how its own server writes. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Call, type Wire, write } from '../reference/http.ts';
import type { Answer } from '../reference/routes.ts';

/** The body of an answer as it goes on the wire; a 204 has none. */
export function textOf(answer: Answer): string {
  return answer.status === 204 ? '' : JSON.stringify(answer.body);
}

/** Sends text of this type. */
export function send(
  response: ServerResponse,
  answer: Answer,
  {
    text = textOf(answer),
    type = 'application/json',
  }: { readonly text?: string; readonly type?: string } = {},
): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, { 'Content-Type': type, ...answer.headers });
  response.end(text);
}

/** Sends a page, as proxies and frameworks do. */
export function sendPage(response: ServerResponse, status: number, text: string): void {
  const page = `<!DOCTYPE html>\r\n<html><head><title>${text}</title></head><body><center><h1>${text}</h1></center></body></html>\r\n`;
  send(response, { status, body: undefined }, { text: page, type: 'text/html; charset=utf-8' });
}

/** Sends the text of each answer changed like this. */
export function withText(
  change: (text: string, answer: Answer, call: Call) => string,
  type?: string,
): () => Wire {
  return () => (call) => {
    const answer = call.speak();
    const text = answer.status === 204 ? '' : change(textOf(answer), answer, call);
    send(call.response, answer, { text, ...(type === undefined ? {} : { type }) });
  };
}

/** Answers all requests but those for which `applies` holds, which are left to `otherwise`. */
export function where(
  applies: (answer: Answer, call: Call) => boolean,
  otherwise: (call: Call) => void,
): () => Wire {
  return () => (call) => {
    const answer = call.speak();
    if (applies(answer, call)) otherwise(call);
    else send(call.response, answer);
  };
}

/** Does something instead of answering; `time` counts from 1. */
type Instead = (call: Call, time: number) => ReturnType<Wire>;

/** Answers all requests but each nth, which is left to `otherwise`. */
export function each(nth: number, otherwise: Instead): () => Wire {
  return () => {
    let count = 0;
    return (call) =>
      ++count % nth === 0 ? otherwise(call, count / nth) : write(call.response, call.speak());
  };
}

/** Delays requests: by `before` seconds until they take effect, and by `after` seconds until their answer goes. */
export function delayed(
  before: (call: Call) => number,
  after: (answer: Answer, call: Call) => number,
): () => Wire {
  return () => async (call) => {
    await sleep(before(call) * 1000);
    const answer = call.speak();
    await sleep(after(answer, call) * 1000);
    write(call.response, answer);
  };
}

/** Answers one request after the other, each after this many seconds. */
export function oneByOne(seconds: number): () => Wire {
  return () => {
    let turn = Promise.resolve();
    return ({ response, speak }) => {
      const before = turn;
      const mine = async () => {
        await before;
        await sleep(seconds * 1000);
        write(response, speak());
      };
      turn = mine();
      return turn;
    };
  };
}

/** Leaves requests beyond `allowed` in a second to `otherwise`. */
export function atMost(allowed: number, otherwise: Instead): () => Wire {
  return () => {
    let [window, used, refused] = [0, 0, 0];
    return (call) => {
      const now = Math.floor(performance.now() / 1000);
      if (now !== window) [window, used] = [now, 0];
      return ++used > allowed ? otherwise(call, ++refused) : write(call.response, call.speak());
    };
  };
}

const CODERS = { gzip: gzipSync, br: brotliCompressSync } as const;

/** Compresses the body if the client accepts the coding, also the empty body of a 204. */
export function compressed(coding: keyof typeof CODERS, spelt: string = coding): () => Wire {
  return () =>
    ({ request, response, speak }) => {
      const answer = speak();
      const accepted = request.headers['accept-encoding']?.includes(coding) ?? false;
      if (!accepted) return write(response, answer);
      const headers = { 'Content-Type': 'application/json', Vary: 'Accept-Encoding', ...answer.headers };
      response.writeHead(answer.status, { ...headers, 'Content-Encoding': spelt });
      response.end(answer.status === 204 ? undefined : CODERS[coding](textOf(answer)));
    };
}

/** Sends the body in pieces of `size` bytes, with `seconds` before each. */
export function piecemeal(size: number, seconds: number): () => Wire {
  return () =>
    async ({ response, speak }) => {
      const answer = speak();
      const bytes = Buffer.from(textOf(answer));
      response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
      response.flushHeaders();
      for (let at = 0; at < bytes.length; at += size) {
        await sleep(seconds * 1000);
        response.write(bytes.subarray(at, at + size));
      }
      response.end();
    };
}

/** Writes the answer by hand, with this status line and these further headers. The end of the connection ends the body. */
export function byHand(
  statusLine: (status: number) => string,
  headers: (answer: Answer) => Readonly<Record<string, string>>,
): () => Wire {
  return () =>
    ({ request, speak }) => {
      const answer = speak();
      const fields = { Date: new Date().toUTCString(), ...answer.headers, ...headers(answer) };
      const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
      request.socket.end(
        Buffer.from(
          `${[statusLine(answer.status), ...lines].join('\r\n')}\r\n\r\n${textOf(answer)}`,
          'latin1',
        ),
      );
    };
}

/** Breaks the connection in place of an answer. */
export const breakOff = ({ request }: Call): void => void request.socket.destroy();

/** Breaks the connection in the middle of the answer. */
export const cutShort: Wire = ({ response, speak }) => {
  const answer = speak();
  const text = textOf(answer);
  response.writeHead(answer.status, {
    'Content-Type': 'application/json',
    'Content-Length': text.length + 1,
  });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
};

/** Closes a connection without notice if it rests for this many seconds after an answer. */
export function closingIdle(seconds: number): () => Wire {
  return () =>
    ({ request, response, speak }) => {
      // The server's own wait for a further request begins here too, and this one replaces it.
      response.once('finish', () => request.socket.setTimeout(seconds * 1000));
      write(response, speak());
    };
}
