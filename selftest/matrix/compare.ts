/** Compares what the suite said of a host with what it must say, and shows both as a table. */
import type { MatrixHost } from './hosts.ts';
import type { HostResult } from './run.ts';

const sorted = (ids: readonly string[]) => ids.toSorted().join(' ');

/** Returns a sentence for each difference; an empty list if the suite said exactly what it must. */
export function differences(host: MatrixHost, { verdict, failed, untested }: HostResult): string[] {
  const found: string[] = [];
  if (sorted(failed) !== sorted(host.fails))
    found.push(`failed: ${sorted(failed) || 'none'}; expected: ${sorted(host.fails) || 'none'}`);
  if (host.untested && sorted(Object.keys(untested)) !== sorted(host.untested)) {
    const reasons = Object.entries(untested).map(([id, reason]) => `\n    ${id}: ${reason}`);
    found.push(
      `could not be tested:${reasons.join('') || ' none'}; expected: ${sorted(host.untested) || 'none'}`,
    );
  }
  for (const [id, reason] of Object.entries(untested))
    if (reason.trim() === '' || reason.startsWith('the suite itself broke'))
      found.push(`${id} could not be tested: "${reason}"`);
  if (host.right && verdict === 'nonconformant') found.push('a host that conforms is called nonconformant');
  return found;
}

/** Tells whether the run said something false: a requirement failed that must not, or passed that must fail. */
export function isWrong(
  { right, fails }: MatrixHost,
  { verdict, failed, inconclusive }: HostResult,
): boolean {
  return (
    (right && verdict === 'nonconformant') ||
    failed.some((id) => !fails.includes(id)) ||
    fails.some((id) => !failed.includes(id) && !inconclusive.includes(id))
  );
}

/**
 * Tells whether the run said nothing false, but left open what it must tell. On a busy machine that is an honest answer,
 * and another run may tell more.
 */
export function isUndecided(host: MatrixHost, result: HostResult): boolean {
  return differences(host, result).length > 0 && !isWrong(host, result);
}

const COLUMNS = ['host', 'expected', 'failed', 'not tested', 'verdict', 'seconds'];

/** Writes a line for each host, with a mark if the result differs. */
export function table(rows: ReadonlyArray<{ host: MatrixHost; result: HostResult }>): string {
  const cells = rows.map(({ host, result }) => [
    `${differences(host, result).length > 0 ? '! ' : ''}${host.name}`,
    sorted(host.fails) || '-',
    sorted(result.failed) || '-',
    String(Object.keys(result.untested).length),
    result.verdict,
    result.seconds.toFixed(1),
  ]);
  const all = [COLUMNS, ...cells];
  const widths = COLUMNS.map((_, nth) => Math.max(...all.map((line) => line[nth]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, nth) => cell.padEnd(widths[nth] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
