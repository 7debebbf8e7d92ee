/** Runs a program against the counting host, and tells what that cost. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { watchMemory } from '../hostile/memory.ts';
import { environment, ROOT, type Values } from '../product.ts';
import type { Counted } from './host.ts';

export interface Cost {
  /** Seconds from its start to its end. */
  readonly wall: number;
  /** Seconds of all cores, its processes' together. */
  readonly cpu: number;
  /** Bytes, the most that its processes took together. */
  readonly memory: number;
  /** What it printed. */
  readonly output: string;
}

/** The minutes and seconds that the processes of a shell took, as its `times` prints them. */
function secondsIn(times: string): number {
  const [, children = ''] = times.trim().split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
}

/** Runs Node with these arguments, to its end; `file` is where its output goes. */
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

/** The reference host, in a process that counts what comes. */
export class CountingHost {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly lines: AsyncIterator<string>,
  ) {}

  /** Starts it; its regular sessions live for so many seconds. */
  static async start(ttl: number): Promise<CountingHost> {
    const script = path.join(import.meta.dirname, 'host.ts');
    const child = spawn(process.execPath, ['--import', 'jiti/register', script, String(ttl)], { cwd: ROOT });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const { value } = await lines.next();
    return new CountingHost(String(value), child, lines);
  }

  /** What came since the last call. */
  async counted(): Promise<Counted> {
    this.child.stdin.write('\n');
    const { value } = await this.lines.next();
    return JSON.parse(String(value));
  }

  stop(): void {
    this.child.stdin.end();
  }
}
