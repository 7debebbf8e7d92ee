/**
 * The embedded reference host in a process of its own, which counts: `host.ts TTL` prints its address, and for each line
 * that it reads what came since the last one. It stays until its input ends.
 */
import { createInterface } from 'node:readline';
import { accounts } from '../../host/reference/accounts.ts';
import { listen, write } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';

/** What came to the host. */
export interface Counted {
  readonly requests: number;
  /** The pairs that were issued. */
  readonly sessions: number;
  /** When the first and the last request came, in milliseconds of the system's clock; 0 where none did. */
  readonly first: number;
  readonly last: number;
}

const NONE: Counted = { requests: 0, sessions: 0, first: 0, last: 0 };

let counted = NONE;
const host = referenceHost(accounts, { ttl: Number(process.argv[2]), longliveTtl: 157_680_000 });
const { url } = await listen(host, {
  wire: ({ response, speak, incoming }) => {
    const answer = speak();
    const issued = incoming.path.startsWith('/api/authorize/') && answer.status === 200;
    counted = {
      requests: counted.requests + 1,
      sessions: counted.sessions + (issued ? 1 : 0),
      first: counted.first || Date.now(),
      last: Date.now(),
    };
    write(response, answer);
  },
});
process.stdout.write(`${url}\n`);
createInterface(process.stdin)
  .on('line', () => {
    process.stdout.write(`${JSON.stringify(counted)}\n`);
    counted = NONE;
  })
  .on('close', () => process.exit());
