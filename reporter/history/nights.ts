/** What became of a host from night to night. Pure. */
import type { HistoryLine } from '../../schemas/index.ts';
import type { OutcomeWord } from '../certificate/outcome.ts';

/** Number of nights that are shown. */
export const NIGHTS = 90;

/** Hours in a day, and hours without a run after which a night counts as left out. */
const [DAY, LEFT_OUT] = [24, 36];

/** A night; without a run if none was made. */
export type Night = HistoryLine | undefined;

const hours = (line: HistoryLine) => Date.parse(line.run.start) / 3_600_000;

/** Returns the last nights, the oldest first. Several runs on one day are as many nights. */
export function lastNights(lines: readonly HistoryLine[]): Night[] {
  const nights: Night[] = [];
  for (const [nth, line] of lines.entries()) {
    const before = lines[nth - 1];
    const pause = before ? hours(line) - hours(before) : 0;
    const missed = pause < LEFT_OUT ? 0 : Math.min(NIGHTS, Math.round(pause / DAY) - 1);
    nights.push(...Array.from({ length: missed }, () => undefined), line);
  }
  return nights.slice(-NIGHTS);
}

/** Nights in a row with the same value. */
export interface Stretch<Value> {
  readonly value: Value | undefined;
  /** Number of the first night, from 0. */
  readonly from: number;
  readonly length: number;
}

/** Joins neighbouring nights that have the same value. */
export function stretches<Value>(
  nights: readonly Night[],
  valueOf: (line: HistoryLine) => Value | undefined,
): Array<Stretch<Value>> {
  const found: Array<Stretch<Value>> = [];
  for (const [from, night] of nights.entries()) {
    const value = night && valueOf(night);
    const last = found.at(-1);
    if (last && last.value === value) found[found.length - 1] = { ...last, length: last.length + 1 };
    else found.push({ value, from, length: 1 });
  }
  return found;
}

/** Returns the runs among the nights. */
export const runsIn = (nights: readonly Night[]): HistoryLine[] =>
  nights.flatMap((night) => (night ? [night] : []));

const FAILURES: ReadonlySet<OutcomeWord | undefined> = new Set(['failed', 'waived', 'deviates']);

/** Tells whether a run could test less than half of what it was to test. Such a night says nothing of a single requirement. */
function isLost({ outcomes }: HistoryLine): boolean {
  const all = Object.values(outcomes);
  return 2 * all.filter((one) => one === 'not tested').length > all.length;
}

/** Requirements by what became of them in these nights. */
export interface Sorted {
  /** Those that failed on some night, and those that could not be tested on some nights only. */
  readonly eventful: readonly string[];
  /** Those that could be tested on no night. */
  readonly never: readonly string[];
  /** All others. */
  readonly quiet: readonly string[];
}

/** Sorts the requirements. Those that fail now come first, then those that failed. */
export function sortRequirements(nights: readonly Night[]): Sorted {
  const runs = runsIn(nights);
  const ids = [...new Set(runs.flatMap(({ outcomes }) => Object.keys(outcomes)))];
  const rank = (id: string) => {
    if (FAILURES.has(runs.at(-1)?.outcomes[id])) return 0;
    return runs.some(({ outcomes }) => FAILURES.has(outcomes[id])) ? 1 : 2;
  };
  const never = ids.filter((id) =>
    runs.every(({ outcomes }) => (outcomes[id] ?? 'not tested') === 'not tested'),
  );
  const eventful = ids.filter(
    (id) =>
      !never.includes(id) &&
      (rank(id) < 2 || runs.some((line) => !isLost(line) && line.outcomes[id] === 'not tested')),
  );
  return {
    eventful: eventful.toSorted((one, two) => rank(one) - rank(two)),
    never,
    quiet: ids.filter((id) => !never.includes(id) && !eventful.includes(id)),
  };
}

/** What changed in a run since the run before. */
export interface Change {
  readonly line: HistoryLine;
  readonly before: HistoryLine;
  /** The version that the host last said it is, before this run. */
  readonly versionBefore: string | undefined;
  /** Requirements by what became of them: how they ended now, or `as before` where they can be tested again. */
  readonly requirements: ReadonlyMap<OutcomeWord | 'as before', readonly string[]>;
}

/** Returns the runs in which something changed, the latest first. */
export function changesIn(nights: readonly Night[]): Change[] {
  const runs = runsIn(nights);
  /** How each requirement ended when it could last be tested. */
  const known = new Map<string, OutcomeWord>();
  let version = runs.find(({ host }) => host.version !== undefined)?.host.version;
  const changes = runs.map((line, nth): Change => {
    const before = runs[nth - 1] ?? line;
    const versionBefore = version;
    version = line.host.version ?? version;
    const requirements = new Map<OutcomeWord | 'as before', string[]>();
    for (const [id, outcome] of Object.entries(line.outcomes)) {
      const [last, decided] = [before.outcomes[id], known.get(id)];
      if (outcome !== 'not tested') known.set(id, outcome);
      if (outcome === last || (last === undefined && !FAILURES.has(outcome))) continue;
      const word = last === 'not tested' && outcome === decided ? 'as before' : outcome;
      requirements.set(word, [...(requirements.get(word) ?? []), id]);
    }
    return { line, before, versionBefore, requirements };
  });
  return changes
    .filter(
      ({ line, before, versionBefore, requirements }) =>
        requirements.size > 0 ||
        line.verdict !== before.verdict ||
        (line.host.version ?? versionBefore) !== versionBefore,
    )
    .toReversed();
}
