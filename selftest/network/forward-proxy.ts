/** A forward proxy on loopback: a tunnel for TLS, and requests passed on for plain http. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { Duplex } from 'node:stream';

export interface ForwardProxy {
  /** `host:port` */
  readonly address: string;
  /** The requests to the proxy: `CONNECT host:port`, `GET http://…`. */
  readonly asked: string[];
  /** Counts the connections to the proxy. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

interface Rules {
  /** The user and password that the proxy demands. */
  readonly login?: { readonly user: string; readonly password: string };
  /** The status that the proxy answers every request with. */
  readonly refuses?: number;
  /** The authentication schemes that the proxy names in a 407. */
  readonly schemes?: string;
  readonly tls?: ServerOptions;
}

/** Starts a forward proxy. */
export async function forwardProxy({ login, refuses, schemes, tls }: Rules = {}): Promise<ForwardProxy> {
  const asked: string[] = [];
  let connections = 0;
  const open = new Set<Socket>();
  const right = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  const asks = schemes === undefined ? {} : { 'Proxy-Authenticate': schemes };
  const refusal = (incoming: IncomingMessage): number | undefined => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (right !== undefined && incoming.headers['proxy-authorization'] !== right) return 407;
    return refuses;
  };
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const refused = refusal(incoming);
    if (refused !== undefined) {
      // Some proxies repeat what they were sent.
      outgoing.writeHead(refused, asks).end(JSON.stringify(incoming.headers));
      return;
    }
    const { 'proxy-authorization': _login, ...headers } = incoming.headers;
    const onward = request(new URL(incoming.url ?? ''), {
      method: incoming.method,
      headers,
      agent: false,
      maxHeaderSize: 65_536,
    });
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    incoming.pipe(onward);
  };
  const tunnel = (incoming: IncomingMessage, near: Duplex): void => {
    const refused = refusal(incoming);
    if (refused !== undefined) {
      const wish = schemes === undefined ? '' : `Proxy-Authenticate: ${schemes}\r\n`;
      near.end(`HTTP/1.1 ${refused} Refused\r\n${wish}Content-Length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${incoming.url}`);
    const far = connect(Number(port), hostname.replaceAll(/[[\]]/g, ''), () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    far.on('error', () => near.destroy());
    near.on('error', () => far.destroy());
    near.on('close', () => far.destroy());
  };
  const server = tls ? createTlsServer(tls, pass) : createServer(pass);
  server.on('connect', tunnel);
  server.on('connection', (socket: Socket) => {
    connections++;
    open.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    address: `127.0.0.1:${address.port}`,
    asked,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
