/** How a host stands on the network: plain `node:http`, so that every byte of an answer is in hand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type Answer, failure, type Host, type Incoming } from './routes.ts';

const BODY_LIMIT = 64 * 1024;

/** One request on its way to the host and back. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly incoming: Incoming;
  /** Lets the request take effect, and gives back the host's own answer. */
  readonly speak: () => Answer;
}

/** What stands in front of a host: it decides when the request takes effect, and how the answer travels. */
export type Wire = (call: Call) => void | Promise<void>;

/** Reads the whole request; returns undefined if its body is too large. */
async function read(request: IncomingMessage): Promise<Incoming | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= BODY_LIMIT) chunks.push(bytes);
  }
  if (size > BODY_LIMIT) return undefined;
  const token = request.headers['x-forensic-access-token'];
  return {
    method: request.method ?? 'GET',
    path: new URL(request.url ?? '/', 'http://host').pathname,
    accessToken: Array.isArray(token) ? token[0] : token,
    body: Buffer.concat(chunks).toString('utf8'),
    rawHeaders: request.rawHeaders,
    connection: request.socket,
  };
}

/** Sends the answer as JSON. */
export function write(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}

const directly: Wire = ({ response, speak }) => write(response, speak());

/** How a host listens: without options by plain http, on a port that the system chooses. */
export interface Listening {
  readonly port?: number;
  readonly wire?: Wire;
  /** The host speaks TLS, with this certificate and key. */
  readonly tls?: ServerOptions;
  readonly address?: '127.0.0.1' | '::1';
}

/** Listens on loopback. Resolves with the base URL and a way to stop. */
export async function listen(
  host: Pick<Host, 'answer'>,
  { port = 0, wire = directly, tls, address = '127.0.0.1' }: Listening = {},
): Promise<{ url: string; port: number; close: () => Promise<void> }> {
  const answered = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const incoming = await read(request);
    if (incoming) await wire({ request, response, incoming, speak: () => host.answer(incoming) });
    else write(response, failure(413, 4, 'The body is too large'));
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answered(request, response).catch(() => response.destroy());
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('the server has no port');
  const { port: bound } = listening;
  return {
    url: `${tls ? 'https' : 'http'}://${address === '::1' ? '[::1]' : address}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
