/** A slow network with changing delays: a forwarder of bytes in front of a host. */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Served } from './hosts.ts';

/** Forwards bytes in their order, each piece after a random delay of up to `most` seconds. */
function forward(from: Socket, to: Socket, most: number): void {
  let turn: Promise<unknown> = Promise.resolve();
  const later = (act: () => void) => {
    const due = sleep(Math.random() * most * 1000);
    turn = turn.then(() => due).then(act);
  };
  from.on('data', (bytes) => later(() => to.write(bytes)));
  from.on('end', () => later(() => to.end()));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => to.destroy());
}

/** Puts a host behind a network that delays a round trip by up to `delay` seconds. */
export async function behindSlowNetwork(host: Served, delay: number): Promise<Served> {
  const { hostname, port, pathname } = new URL(host.url);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true).on('close', () => open.delete(socket));
    }
    forward(near, far, delay / 2);
    forward(far, near, delay / 2);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}${pathname === '/' ? '' : pathname}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await host.close();
    },
  };
}
