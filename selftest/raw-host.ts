/** A host whose network misbehaves: delays, resets, answers of a proxy in front. */
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { type Answer, failure, type Host, read } from '../host/server.ts';

interface Behaviour {
  /** Seconds that each answer takes, half of them before the request takes effect. */
  readonly delay?: number;
  /** Decides what is answered; `answer` lets the host itself speak. */
  readonly before?: (socket: Socket, answer: () => Answer) => Answer;
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Lets a host listen on loopback behind this behaviour, until it is disposed of. */
export async function serveRaw(host: Pick<Host, 'answer'>, { delay = 0, before }: Behaviour) {
  const server = createServer((request, response) => {
    void (async () => {
      const incoming = await read(request);
      await pause(delay / 2);
      const speak = () => (incoming ? host.answer(incoming) : failure(413, 4, 'The body is too large'));
      const answer = before ? before(request.socket, speak) : speak();
      await pause(delay / 2);
      if (response.destroyed) return;
      response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
      response.end(JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
