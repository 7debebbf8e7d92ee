/** Which state of the suite makes a certificate. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../fixtures/settings/values.ts';

/** What `npm run bundle` has written down, as there is no git where a bundle runs. */
function bundled(): string | undefined {
  const about: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  return typeof about === 'object' && about !== null && 'gitHead' in about
    ? String(about.gitHead)
    : undefined;
}

/**
 * The git commit of the suite, with `-dirty` behind it where its files were changed since; null where it is not known.
 */
export function commit(): string | null {
  // A run asks again for each of its certificates.
  known ??= { commit: bundled() ?? checkedOut() };
  return known.commit;
}

let known: { readonly commit: string | null } | undefined;

function checkedOut(): string | null {
  // Some other repository that the suite stands in is not its own.
  if (!existsSync(path.join(ROOT, '.git'))) return null;
  try {
    // In a container, say, the files may be another user's, of which git says nothing unless they are called safe.
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
