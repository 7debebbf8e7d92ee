/** The git commit of the suite that makes a certificate. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../fixtures/settings/values.ts';

/** Returns the commit that `npm run bundle` wrote into package.json, because a bundle has no git. */
function bundled(): string | undefined {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'gitHead' in manifest
    ? String(manifest.gitHead)
    : undefined;
}

/** Returns the git commit of the suite, with `-dirty` after it if files were changed since; null if it is not known. */
export function commit(): string | null {
  // Kept, because a run asks once for each certificate.
  known ??= { commit: bundled() ?? checkedOut() };
  return known.commit;
}

let known: { readonly commit: string | null } | undefined;

function checkedOut(): string | null {
  // Without a .git of its own, the suite may lie inside another repository, whose commit would be wrong.
  if (!existsSync(path.join(ROOT, '.git'))) return null;
  try {
    // Git refuses to describe files of another user, as in a container, unless their folder is called safe.
    const safe = `safe.directory=${realpathSync(ROOT).replaceAll('\\', '/')}`;
    const describe = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
    return execFileSync('git', ['-c', safe, ...describe], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
