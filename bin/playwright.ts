/** Playwright as a child process, and the signals that end both processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../fixtures/settings/values.ts';

/** Seconds that Playwright may take to end after a signal, before it is killed. About one second is normal. */
const PATIENCE = 6;

/** Folder in which Node keeps compiled code for the next process, from Node 22.1 on. */
const COMPILED = path.join(ROOT, 'node_modules/.cache/compiled');

/** How Playwright ended. */
export interface PlaywrightExit {
  /** Exit code; null if a signal killed Playwright. */
  readonly code: number | null;
  /** Signal that told this process to stop, if any. */
  readonly signal: NodeJS.Signals | undefined;
}

/** Returns a home folder for a user that the system does not know, as in a container: Playwright does not load without one. */
function homeIfMissing(): { readonly HOME?: string } {
  try {
    homedir();
    return {};
  } catch {
    // Nothing is written to it.
    return { HOME: ROOT };
  }
}

/** Tells Playwright to end the run in order. */
function endInOrder(child: ChildProcess): void {
  // SIGINT, because Playwright ends a run in order at no other signal. Windows has no signals between processes, and
  // would kill it; there the closed channel says the same.
  if (process.platform !== 'win32') child.kill('SIGINT');
  else if (child.connected) child.disconnect();
}

/**
 * Runs `playwright test` with these arguments to its end.
 * @param silent whether Playwright's standard output is dropped; errors are always shown.
 */
export function runPlaywright(args: readonly string[], silent: boolean): Promise<PlaywrightExit> {
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', ...args],
    {
      cwd: ROOT,
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...homeIfMissing() },
      // The channel closes if this process is killed, and the reporter then ends the run (reporter/terminal/signals.ts).
      stdio: ['inherit', silent ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    },
  );
  let first: NodeJS.Signals | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      endInOrder(child);
      if (first !== undefined) return;
      first = signal;
      setTimeout(() => child.kill('SIGKILL'), PATIENCE * 1000).unref();
    });
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve({ code, signal: first }));
  });
}
