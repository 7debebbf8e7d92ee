/** A table of what each requirement costs the host, in one run or before and after a change. Pure. */
import { endpointOf } from '../../fixtures/answers/endpoint.ts';
import { inOneLine } from '../../fixtures/evidence/printable.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';
import { requirementIds } from '../../fixtures/catalogue/requirements.ts';
import { isRefusal } from '../certificate/traffic.ts';

/** Part of an exchange that the table counts. */
type Counted = Pick<Entry, 'path' | 'requirement' | 'issuedPair' | 'status'>;

/** Columns of the table, each with what it counts. The request for the host's version is in the first column alone. */
const COLUMNS: Readonly<Record<string, (one: Counted) => boolean>> = {
  requests: () => true,
  'to login': (one) => endpointOf(one) === 'login',
  'to refresh': (one) => endpointOf(one) === 'refresh',
  'to resource': (one) => endpointOf(one) === 'resource',
  sessions: ({ issuedPair }) => issuedPair,
  refusals: isRefusal,
};

/** Width of the column of names, in characters. Longer names are cut, as anybody may have written the evidence. */
const WIDTH = 43;
const CELL = 13;

const TOTAL = 'total';

/** Tells whether a line of evidence can be counted. */
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

/** Returns what the requests were sent for: first what is no requirement, then the requirements as in the catalogue. */
function namesIn(runs: ReadonlyArray<readonly Counted[]>): string[] {
  const names = [...new Set(runs.flat().map(({ requirement }) => requirement))];
  const known: readonly string[] = requirementIds;
  return names.toSorted((one, two) => known.indexOf(one) - known.indexOf(two));
}

function row(name: string, cells: readonly string[]): string {
  return `  ${inOneLine(name, WIDTH).padEnd(WIDTH)}${cells.map((cell) => cell.padStart(CELL)).join('')}`;
}

/** Writes the counts of all runs, or a single number if they are equal. */
function cell(counts: readonly number[]): string {
  return new Set(counts).size === 1 ? String(counts[0]) : counts.join(' → ');
}

/**
 * Makes the table, with a line for each requirement and a total.
 * @param runs the exchanges of one run, or of two runs: before and after.
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
