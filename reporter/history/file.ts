/** `history.jsonl`: a line for each run. Several processes may append to it, and any of them may be killed meanwhile. */
import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  openSync,
  readSync,
} from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { HistoryLine } from '../../schemas/index.ts';
import { hostOf, isLine } from './line.ts';

/** Name of the file. */
export const HISTORY_FILE = 'history.jsonl';

/** Most characters of a line. A run of today takes 4000. */
const LONGEST = 2 ** 20;

/** A history, as far as it is shown. */
export interface History {
  /** The latest runs of each host, in the order of their beginnings. */
  readonly hosts: ReadonlyMap<string, readonly HistoryLine[]>;
  /** Ids of all runs in the file. */
  readonly runs: ReadonlySet<string>;
  /** Numbers of the lines that are none of a history. */
  readonly broken: readonly number[];
}

/** Yields the lines of a file, which may be larger than the memory; undefined in place of a line that is too long. */
async function* linesOf(file: string): AsyncGenerator<string | undefined> {
  const decoder = new StringDecoder();
  let open = '';
  let tooLong = false;
  for await (const chunk of createReadStream(file)) {
    const [first = '', ...others] = decoder.write(chunk).split('\n');
    open += first;
    for (const next of others) {
      yield tooLong || open.length > LONGEST ? undefined : open;
      [open, tooLong] = [next, false];
    }
    if (open.length > LONGEST) [open, tooLong] = ['', true];
  }
  if (open !== '' || tooLong) yield tooLong ? undefined : open;
}

function parsed(line: string | undefined): HistoryLine | undefined {
  if (line === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(line);
    return isLine(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

const byStart = (one: HistoryLine, two: HistoryLine) => Date.parse(one.run.start) - Date.parse(two.run.start);

/**
 * Reads the latest runs of each host. A run that stands there twice, because two processes added it, counts once.
 * @param most number of runs of each host.
 * @throws {Error} if the file cannot be read.
 */
export async function readHistory(file: string, most: number): Promise<History> {
  const hosts = new Map<string, HistoryLine[]>();
  const runs = new Set<string>();
  const broken: number[] = [];
  let number = 0;
  if (existsSync(file))
    for await (const text of linesOf(file)) {
      number++;
      if (text?.trim() === '') continue;
      const line = parsed(text);
      if (!line) broken.push(number);
      if (!line || runs.has(line.run.id)) continue;
      runs.add(line.run.id);
      const kept = hosts.get(hostOf(line)) ?? [];
      kept.push(line);
      // Lines need not be in order, as reports of earlier nights may be added later.
      hosts.set(hostOf(line), kept.length < 4 * most ? kept : kept.toSorted(byStart).slice(-most));
    }
  const latest = [...hosts].map(([host, lines]) => [host, lines.toSorted(byStart).slice(-most)] as const);
  return { hosts: new Map(latest), runs, broken };
}

function endsWithinALine(file: string): boolean {
  if (!existsSync(file)) return false;
  const open = openSync(file, 'r');
  try {
    const { size } = fstatSync(open);
    const last = Buffer.alloc(1);
    return size > 0 && readSync(open, last, 0, 1, size - 1) === 1 && last.toString('latin1') !== '\n';
  } finally {
    closeSync(open);
  }
}

/**
 * Appends lines in one write, which processes that append at the same time cannot mix. Half a line that a killed process left
 * is ended first, so that only that line is lost.
 * @throws {Error} if the file cannot be written.
 */
export function appendLines(file: string, lines: readonly HistoryLine[]): void {
  if (lines.length === 0) return;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  appendFileSync(file, endsWithinALine(file) ? `\n${text}` : text);
}
