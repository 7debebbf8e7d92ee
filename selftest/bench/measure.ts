/** What a program costs: its time, CPU and memory, and the requests that the counting host received. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startHosts } from '../tools/host-process.ts';
import { watchMemory } from '../hostile/memory.ts';
import { environment, ROOT, type Values } from '../tools/product.ts';
import type { Counted } from './host.ts';

/** Cost of running a program. */
export interface Cost {
  /** Seconds from the start of the program to its end. */
  readonly wall: number;
  /** CPU seconds of all its processes together. */
  readonly cpu: number;
  /** Most bytes of memory that its processes took together. */
  readonly memory: number;
  /** Text that the program printed. */
  readonly output: string;
}

/** Reads the CPU seconds of a shell's children from the output of its `times`. */
function secondsIn(times: string): number {
  const [, children = ''] = times.trim().split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
}

/** Runs Node with these arguments to its end, with its output in `file`, and returns the cost. */
export async function costOf(args: readonly string[], values: Values, file: string): Promise<Cost> {
  const script = '"$@" >"$OUTPUT" 2>&1; times';
  const env = { ...environment(values), OUTPUT: file };
  const began = performance.now();
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, ...args], { cwd: ROOT, env });
  const memory = watchMemory(child.pid ?? process.pid);
  let times = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (times += chunk));
  await new Promise((resolve) => child.on('close', resolve));
  const wall = (performance.now() - began) / 1000;
  return { wall, cpu: secondsIn(times), memory: memory.stop(), output: readFileSync(file, 'utf8') };
}

/** The reference host in a process that counts requests. */
export interface CountingHost {
  readonly url: string;
  /** Returns the counts since the last call. */
  readonly counted: () => Promise<Counted>;
  readonly stop: () => void;
}

/** Starts the counting host with this TTL of regular sessions, in seconds. */
export async function startCountingHost(ttl: number): Promise<CountingHost> {
  const script = path.join(__dirname, 'host.ts');
  const { listening, ask, stop } = await startHosts(script, [String(ttl)]);
  return { url: listening, counted: async () => JSON.parse(await ask()), stop };
}
