/** Hosts in a process of their own, so that they take no time from what is measured. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from './product.ts';

/** A process with hosts. */
export interface HostProcess {
  /** First line that the process printed, which tells where its hosts listen. */
  readonly listening: string;
  /** Sends the process a line, and returns the line that it answers. */
  readonly ask: () => Promise<string>;
  readonly stop: () => void;
}

/** Starts a script that prints a line once its hosts listen, and that ends with its input. */
export async function startHosts(script: string, args: readonly string[]): Promise<HostProcess> {
  const child = spawn(process.execPath, ['bin/start.mjs', script, ...args], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return {
    listening: await next(),
    ask: () => {
      child.stdin.write('\n');
      return next();
    },
    stop: () => child.stdin.end(),
  };
}
