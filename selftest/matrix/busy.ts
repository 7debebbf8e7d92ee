/** Processes that do nothing but compute: what a timing check has to stand beside. */
import { spawn } from 'node:child_process';

/** Computes until the process that started it is gone, however that ended. */
const COMPUTE = 'for (const parent = process.ppid; process.ppid === parent; );';

/** Starts so many; gives back how to end them. */
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
