/** The checkout that a bundle or a release is made from. */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { ROOT } from '../../fixtures/settings/values.ts';

/** Asks git about the suite's checkout. */
function git(...args: string[]): string {
  // Git refuses to read a checkout of another user, as in a container, unless its folder is called safe.
  const safe = `safe.directory=${realpathSync(ROOT).replaceAll('\\', '/')}`;
  try {
    return execFileSync('git', ['-c', safe, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    throw new Error(`git ${args[0]} does not work in ${ROOT}. Clone the repository, and start it there.`);
  }
}

/** Returns the files below these paths that git has or would take. Ignored ones may hold passwords. */
export function filesOf(paths: readonly string[]): string[] {
  const listed = git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...paths);
  return listed.split('\0').filter((name) => name !== '');
}

/** Returns what differs from the last commit, a line each: changed, deleted and new files. */
export function changes(): string[] {
  return git('status', '--porcelain')
    .split('\n')
    .filter((line) => line !== '');
}

/** The last commit: its hash, and when it was made. */
export interface Commit {
  readonly hash: string;
  readonly date: string;
}

/** Returns the last commit. */
export function lastCommit(): Commit {
  const [hash = '', date = ''] = git('show', '--no-patch', '--format=%H %cI', 'HEAD').trim().split(' ');
  return { hash, date: new Date(date).toISOString() };
}
