/**
 * `npm run bench:fleet [-- COUNT...] [--ttl 60] [--bad]`: measures how long a run against COUNT reference hosts takes, and
 * the most memory that all its processes take together.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { entryFor, SECRETS } from '../run/fleet-entry.ts';
import { startHosts } from '../tools/host-process.ts';
import { watchMemory } from '../hostile/memory.ts';
import { certificateIn, start } from '../tools/product.ts';

const { values, positionals } = parseArgs({
  options: { ttl: { type: 'string', default: '60' }, bad: { type: 'boolean', default: false } },
  allowPositionals: true,
});

async function measure(count: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oz-fleet-'));
  const script = path.join(__dirname, 'hosts.ts');
  const { listening, stop } = await startHosts(script, [
    String(count),
    values.ttl,
    ...(values.bad ? ['bad'] : []),
  ]);
  const urls: Record<string, string> = JSON.parse(listening);
  const names = Object.keys(urls);
  const hosts = Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [name, { ...entryFor(url), OZ_SESSION_TTL: values.ttl }]),
  );
  const file = path.join(folder, 'fleet.yaml');
  writeFileSync(file, JSON.stringify({ hosts }));
  const load = loadavg()[0]?.toFixed(1);
  const began = performance.now();
  const child = start({ ...SECRETS, OZ_REPORT_DIR: folder }, ['--fleet', file]);
  for (const stream of [child.stdout, child.stderr]) stream.resume();
  const memory = watchMemory(child.pid ?? process.pid);
  const code = await new Promise((resolve) => child.on('close', resolve));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const megabytes = Math.round(memory.stop() / 2 ** 20);
  stop();
  const verdicts = new Map<string, string[]>();
  for (const name of names) {
    const { verdict } = certificateIn(path.join(folder, name));
    verdicts.set(verdict, [...(verdicts.get(verdict) ?? []), name]);
  }
  const said = [...verdicts].map(
    ([verdict, of]) => `${of.length} ${verdict}${of.length < 6 ? ` (${of.join(', ')})` : ''}`,
  );
  process.stdout.write(
    `${names.length} hosts: ${seconds} s, ${megabytes} MB, exit code ${String(code)}; ${said.join(', ')}; load before: ${load}\n`,
  );
  rmSync(folder, { recursive: true, force: true });
}

for (const count of positionals.length > 0 ? positionals : ['1', '10', '50']) await measure(Number(count));
