/** All connections of a run go to one address of the host. */
import { lookup, type LookupAddress } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { LookupFunction } from 'node:net';
import { parseHost } from '../../fixtures/settings/parse.ts';
import { wayTo } from '../../fixtures/relay/sending/agents.ts';
import { send } from '../../fixtures/relay/sending/send.ts';
import { expect, settingsFor } from '../tools/certify.ts';
import { test } from './fixtures.ts';

const BOTH: readonly LookupAddress[] = [
  { address: '::1', family: 6 },
  { address: '127.0.0.1', family: 4 },
];

/** Gives both addresses, each time in the other order, as a DNS that shares the load. */
function turning(): LookupFunction {
  let asked = 0;
  return (name, options, callback) => {
    const addresses = asked++ % 2 === 0 ? [...BOTH] : BOTH.toReversed();
    const [first] = addresses;
    if (name !== 'localhost' || !first) lookup(name, options, callback);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  };
}

/** Lets this listen on an address. */
async function listening(server: Server, address: string, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, address, resolve);
  });
  const at = server.address();
  return typeof at === 'object' && at ? at.port : 0;
}

const stop = (server: Server) =>
  new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });

/** Says which of its addresses was asked. */
const told: RequestListener = ({ socket }, response) => response.end(socket.localAddress);

for (const scheme of ['http', 'https'] as const)
  test(`one address of several, by ${scheme}`, async ({ right, ca, file }) => {
    const make = () => (scheme === 'https' ? createTlsServer(right, told) : createServer(told));
    const [six, four] = [make(), make()];
    const port = await listening(six, '::1');
    await listening(four, '127.0.0.1', port);
    const url = new URL(`${scheme}://localhost:${port}/`);
    const { secrets } = parseHost({ ...settingsFor(url.href), OZ_CA_FILE: file('ca.pem', ca.pem) });
    const way = wayTo(url.href, secrets.connection, turning());
    const ask = async (alone: boolean) => {
      const sending = { method: 'GET', url, headers: {}, body: undefined, alone };
      const { text } = await send(way, sending, new AbortController().signal);
      return text;
    };
    const all = () => Promise.all([true, false, true, false, true].map(ask));
    try {
      const first = await ask(true);
      expect(new Set([...(await all()), ...(await all())])).toEqual(new Set([first]));

      // Where it is gone, another one takes its place, and stays.
      await stop(first === '::1' ? six : four);
      await expect(ask(true)).rejects.toThrow('ECONNREFUSED');
      const second = await ask(true);
      expect(second).not.toBe(first);
      expect(new Set(await all())).toEqual(new Set([second]));
    } finally {
      way.agent.destroy();
      await Promise.all([stop(six), stop(four)]);
    }
  });
