/** The most memory that a process and its descendants take, read from /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds between two measurements. */
const PERIOD = 100;

/** Returns the parent of each running process, by process id. */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // Only the text after the last ")" is split, because the process's name in parentheses may hold anything.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (parent !== undefined) found.set(Number(name), Number(parent));
  }
  return found;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return '';
  }
}

/** Returns the bytes of memory of a process without its descendants. */
function residentOf(pid: number): number {
  return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function treeOf(root: number): number[] {
  const all = parents();
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of all) if (parent === pid) tree.push(child);
  return tree;
}

/** Watches a process and its descendants; `stop` returns the most bytes that they took together. */
export function watchMemory(root: number): { stop: () => number } {
  let most = 0;
  const look = () => {
    most = Math.max(
      most,
      treeOf(root).reduce((sum, pid) => sum + residentOf(pid), 0),
    );
  };
  const timer = setInterval(look, PERIOD);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}
