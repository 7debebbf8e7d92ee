/** Playwright as a child of this process, and the signals that end both. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../fixtures/settings/values.ts';

/** So many seconds Playwright may take to end once it was told to; it needs about one. */
const PATIENCE = 6;

/** From Node 22.1 on, what each process of the run has compiled is kept here for the next one. */
const COMPILED = path.join(ROOT, 'node_modules/.cache/compiled');

export interface PlaywrightExit {
  /** Playwright's exit code; null where a signal ended it. */
  readonly code: number | null;
  /** The signal that this process was told to stop with. */
  readonly told: NodeJS.Signals | undefined;
}

/**
 * Runs `playwright test` with these arguments to its end.
 * @param silent whether what it prints is dropped; its errors are not.
 */
export function runPlaywright(args: readonly string[], silent: boolean): Promise<PlaywrightExit> {
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', ...args],
    {
      cwd: ROOT,
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
      // The channel closes when this process is killed: the reporter then ends the run (reporter/terminal/signals.ts).
      stdio: ['inherit', silent ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    },
  );
  let told: NodeJS.Signals | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      // Playwright ends its run in order at this one signal only.
      child.kill('SIGINT');
      if (told !== undefined) return;
      told = signal;
      setTimeout(() => child.kill('SIGKILL'), PATIENCE * 1000).unref();
    });
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve({ code, told }));
  });
}
