/** The hostile hosts as hosts of the matrix, with what the suite must say of each, and the table for the documentation. */
import { type Hostile, hostile } from '../../host/hostile/index.ts';
import { type MatrixHost, served } from '../matrix/hosts.ts';
import type { HostResult } from '../matrix/run.ts';

/** Requirements that are tested on each hostile host, each with the behaviour that leaves it untested. */
const TESTED = {
  'issue.returns-pair': [],
  'issue.lifetime': ['what needs a pair'],
  'issue.expire-date': [],
  'access.grants': ['what needs a pair', 'what needs the resource'],
  'access.requires-token': ['what needs a pair', 'what needs the resource'],
  'access.describes-refusals': [],
  'refresh.returns-new-pair': ['what needs a pair', 'what needs the resource'],
  'error.unknown-expire-token': ['what needs a pair', 'what needs the resource'],
  'error.envelope': [],
} as const satisfies Record<string, ReadonlyArray<Hostile['untold'] & string>>;

/** Selection of these tests, for `runFleet`. */
export const only = {
  tag: Object.keys(TESTED)
    .map((id) => `@${id.replace('.', String.raw`\.`)}(?![\\w-])`)
    .join('|'),
  ids: new Set(Object.keys(TESTED)),
};

/**
 * Returns the hostile hosts as hosts of the matrix.
 * @param elsewhere base URL of another host, which must never be asked.
 */
export function hostileHosts(elsewhere: string): MatrixHost[] {
  return hostile(elsewhere).map((one) => {
    const { name, sends, fails = [], untold } = one;
    const untested = Object.entries(TESTED)
      .filter(([id, needs]) => needs.some((need) => need === untold) && !fails.includes(id))
      .map(([id]) => id);
    return { name, says: sends, right: fails.length === 0, fails, untested, serve: served(one) };
  });
}

/** Lists the hostile hosts and what must become of each, as docs/hostile-hosts.md does. */
export function list(): string {
  const items = hostile('').map(({ sends, becomes, fails = [], untold = '' }) => {
    const failed = fails.map((id) => `\`${id}\``).join(', ');
    return [
      `- **${sends}**: ${becomes}.`,
      ...(failed ? [`Fails: ${failed}.`] : []),
      ...(untold ? [`Not told: ${untold}.`] : []),
    ].join(' ');
  });
  return items.join('\n');
}

/** Writes a line for each host: what failed and what could not be told. */
export function resultLines(results: readonly HostResult[]): string {
  return results
    .map(({ name, failed, untested }) => {
      const [reason = ''] = Object.values(untested);
      const untold = Object.keys(untested).length;
      return `  ${name.padEnd(30)} failed: ${failed.join(', ') || 'none'}; not told: ${untold}${untold > 0 ? ` (${reason})` : ''}`;
    })
    .join('\n');
}
