/** What was done to the lines of a file since they were signed: changed, removed, put in, moved. Pure. */
import type { Line } from './lines.ts';

/** A line with its number, from 1 on. */
interface Numbered extends Line {
  readonly nth: number;
}

/** A line that was signed, and the line of now that it is or became. */
interface Pair {
  readonly before: Numbered;
  readonly now: Numbered;
}

/** Lines of which some have found their partners. */
interface Pairing {
  readonly pairs: readonly Pair[];
  /** Lines that were signed and have no partner among those of now. */
  readonly gone: readonly Numbered[];
  /** Lines of now without a partner. */
  readonly fresh: readonly Numbered[];
}

const inWords = ({ nth, id }: Numbered) => (id === '' ? `line ${nth}` : `line ${nth} (${id})`);

/** Returns a sentence for each difference between the signed lines and those of now, without the name of the file. */
export function lineDifferences(signed: readonly Line[], present: readonly Line[]): string[] {
  const [before, now] = withoutCommonEnds(signed, present);
  const equal = pairedBy(before, now, ({ digest }) => digest);
  const placeBefore = placeAmong(equal.pairs.map((one) => one.before.nth));
  const placeNow = placeAmong(equal.pairs.map((one) => one.now.nth));
  const near = pairedBy(equal.gone, equal.fresh, placeBefore, placeNow);
  const alike = pairedBy(near.gone, near.fresh, ({ id }) => id || undefined);
  return [
    ...[...near.pairs, ...alike.pairs].map((one) => `${inWords(one.before)} was changed after it was signed`),
    ...alike.gone.map((line) => `${inWords(line)} was removed after it was signed`),
    ...alike.fresh.map((line) => `${inWords(line)} was put in: it was never signed`),
    ...movesIn(equal.pairs),
  ];
}

/** Numbers the lines, and leaves out those at both ends that are as they were. */
function withoutCommonEnds(signed: readonly Line[], present: readonly Line[]): [Numbered[], Numbered[]] {
  const shorter = Math.min(signed.length, present.length);
  let first = 0;
  while (first < shorter && signed[first]?.digest === present[first]?.digest) first++;
  let last = 0;
  while (last < shorter - first && signed.at(-1 - last)?.digest === present.at(-1 - last)?.digest) last++;
  const between = (lines: readonly Line[]) =>
    lines.slice(first, lines.length - last).map((line, nth) => ({ ...line, nth: first + nth + 1 }));
  return [between(signed), between(present)];
}

type Key = (line: Numbered) => string | number | undefined;

/** Pairs the lines that have the same key, the first of several with the first; a line without a key finds no partner. */
function pairedBy(
  before: readonly Numbered[],
  now: readonly Numbered[],
  keyBefore: Key,
  keyNow = keyBefore,
): Pairing {
  const open = new Map<string | number, Numbered[]>();
  for (const line of before.toReversed()) {
    const key = keyBefore(line);
    if (key === undefined) continue;
    const alike = open.get(key);
    if (alike) alike.push(line);
    else open.set(key, [line]);
  }
  const pairs: Pair[] = [];
  const fresh: Numbered[] = [];
  for (const line of now) {
    const partner = open.get(keyNow(line) ?? '')?.pop();
    if (partner) pairs.push({ before: partner, now: line });
    else fresh.push(line);
  }
  const found = new Set(pairs.map((one) => one.before));
  return { pairs, fresh, gone: before.filter((line) => !found.has(line)) };
}

/** Returns what tells the place of a line: how many of the lines with these numbers stand before it. */
function placeAmong(numbers: readonly number[]): Key {
  const ascending = numbers.toSorted((one, two) => one - two);
  return ({ nth }) => firstAtLeast(ascending, nth);
}

/** Returns the index of the first of these ascending numbers that is not less than the given one. */
function firstAtLeast(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Says which of the kept lines stand in another order. */
function movesIn(kept: readonly Pair[]): string[] {
  const sorted = kept.toSorted((one, two) => one.before.nth - two.before.nth);
  const displaced = kept.filter((one, nth) => sorted[nth] !== one);
  const [one, two] = displaced;
  if (one && two && displaced.length === 2)
    return [`${inWords(two.before)} and ${inWords(one.before)} were swapped after they were signed`];
  const still = new Set(longestInOrder(kept));
  return kept
    .filter((line) => !still.has(line))
    .map((line) => `${inWords(line.before)} was moved to line ${line.now.nth} after it was signed`);
}

/** A line and the one that stands before it in the longest order that ends with it. */
interface Link {
  readonly line: Pair;
  readonly earlier: Link | undefined;
}

/** Returns the most lines that stand in their old order: the longest increasing subsequence, by patience sorting. */
function longestInOrder(kept: readonly Pair[]): Pair[] {
  const ends: Link[] = [];
  const numbers: number[] = [];
  for (const line of kept) {
    const at = firstAtLeast(numbers, line.before.nth);
    numbers[at] = line.before.nth;
    ends[at] = { line, earlier: ends[at - 1] };
  }
  const found: Pair[] = [];
  for (let link = ends.at(-1); link; link = link.earlier) found.push(link.line);
  return found;
}
