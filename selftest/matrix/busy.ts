/** Processes that only compute, beside which the timing of a run must hold. */
import { spawn } from 'node:child_process';

/** Script that computes until the process that started it is gone, however that process ended. */
const COMPUTE = 'for (const parent = process.ppid; process.ppid === parent; );';

/** Starts this number of busy processes, and returns a function that ends them. */
export function keepBusy(processes: number): () => void {
  const started = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['-e', COMPUTE], { stdio: 'ignore' }),
  );
  const end = () => {
    for (const one of started) one.kill('SIGKILL');
  };
  process.on('exit', end);
  return end;
}
