/**
 * `host.ts TTL`: the embedded reference host in a process of its own, which counts requests. Prints its address, and for
 * each line of input the counts since the line before. Ends with its input.
 */
import { createInterface } from 'node:readline';
import { accounts } from '../../host/reference/accounts.ts';
import { listen, write } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';

/** Counts of the host. */
export interface Counted {
  readonly requests: number;
  /** Number of pairs that were issued. */
  readonly sessions: number;
  /** Moments of the first and the last request, in milliseconds of the system's clock; 0 if none came. */
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
