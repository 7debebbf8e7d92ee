/** What each requirement has cost the host in one run, or before and after a change, as a table. Pure. */
import { endpointOf } from '../../fixtures/answers/endpoint.ts';
import { inOneLine } from '../../fixtures/evidence/printable.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';
import { requirementIds } from '../../fixtures/catalogue/requirements.ts';
import { isRefusal } from '../certificate/traffic.ts';

type Counted = Pick<Entry, 'path' | 'requirement' | 'issuedPair' | 'status'>;

/** The columns: what is counted in each. The version of the host is asked of no endpoint, and stands in the first alone. */
const COLUMNS: Readonly<Record<string, (one: Counted) => boolean>> = {
  requests: () => true,
  'to login': (one) => endpointOf(one) === 'login',
  'to refresh': (one) => endpointOf(one) === 'refresh',
  'to resource': (one) => endpointOf(one) === 'resource',
  sessions: ({ issuedPair }) => issuedPair,
  refusals: isRefusal,
};

/** So much of a name is shown, which anybody may have written. */
const WIDTH = 43;
const CELL = 13;

const TOTAL = 'total';

/** Whether this line of evidence is one that can be counted. */
export function isCounted(value: unknown): value is Counted {
  if (typeof value !== 'object' || value === null) return false;
  const { path, requirement, issuedPair, status }: Partial<Record<keyof Counted, unknown>> = value;
  return (
    typeof path === 'string' &&
    typeof requirement === 'string' &&
    typeof issuedPair === 'boolean' &&
    (status === undefined || typeof status === 'number')
  );
}

/** What the requests were sent for: what comes before all requirements, then these, in the order of the catalogue. */
function namesIn(runs: ReadonlyArray<readonly Counted[]>): string[] {
  const names = [...new Set(runs.flat().map(({ requirement }) => requirement))];
  const known: readonly string[] = requirementIds;
  return names.toSorted((one, two) => known.indexOf(one) - known.indexOf(two));
}

function row(name: string, cells: readonly string[]): string {
  return `  ${inOneLine(name, WIDTH).padEnd(WIDTH)}${cells.map((cell) => cell.padStart(CELL)).join('')}`;
}

/** The number of each run, or the one that they share. */
function cell(counts: readonly number[]): string {
  return new Set(counts).size === 1 ? String(counts[0]) : counts.join(' → ');
}

/**
 * A line for each requirement, and the total.
 * @param runs the exchanges of one run, or of one before and one after.
 */
export function costsTable(runs: ReadonlyArray<readonly Counted[]>): string {
  const line = (name: string, isOfIt: (one: Counted) => boolean) =>
    row(
      name,
      Object.values(COLUMNS).map((counts) =>
        cell(runs.map((run) => run.filter((one) => isOfIt(one) && counts(one)).length)),
      ),
    );
  return [
    row('sent for', Object.keys(COLUMNS)),
    ...namesIn(runs).map((name) => line(name, ({ requirement }) => requirement === name)),
    line(TOTAL, () => true),
    '',
  ].join('\n');
}
