/**
 * `hosts.ts COUNT TTL [bad]`: reference hosts in a process of their own, so that they take no time from the run that is
 * measured. Prints names and addresses as JSON, and ends with its input. `bad` adds three hosts that misbehave.
 */
import { accounts } from '../../host/reference/accounts.ts';
import { anyResource, withoutEnd } from '../../host/hostile/wires.ts';
import { listen, type Wire } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';

const [count, ttl, bad] = process.argv.slice(2);
const periods = { ttl: Number(ttl), longliveTtl: 157_680_000 };
const hosts: Record<string, string> = {};

async function serve(name: string, wire?: Wire): Promise<void> {
  const { url } = await listen(referenceHost(accounts, periods), wire ? { wire } : {});
  hosts[name] = url;
}

for (let nth = 1; nth <= Number(count); nth++) await serve(`host-${nth}`);
if (bad !== undefined) {
  await serve('hangs', () => undefined);
  await serve('floods', withoutEnd(anyResource)());
  hosts['is-down'] = 'http://127.0.0.1:9/';
}
process.stdout.write(`${JSON.stringify(hosts)}\n`);
process.stdin.on('end', () => process.exit()).resume();
