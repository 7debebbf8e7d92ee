/** A fresh clone of the suite as its files are now, committed or not, for what reads a checkout. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../tools/product.ts';

/** Runs git in this folder, as an author of its own. */
export function git(folder: string, ...args: string[]): string {
  const author = ['-c', 'user.name=Self-test', '-c', 'user.email=selftest@example.com'];
  return execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8' });
}

/** Makes a repository with one commit, which has all files of this checkout, and with its packages. */
export function freshClone(folder: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const name of listed.split('\0').filter(Boolean))
    if (existsSync(path.join(ROOT, name))) cpSync(path.join(ROOT, name), path.join(folder, name));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  git(folder, 'init', '--quiet');
  // To git a symbolic link is no folder, which .gitignore means.
  appendFileSync(path.join(folder, '.git/info/exclude'), 'node_modules\n');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'Everything');
}
