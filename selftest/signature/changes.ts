/** Single changes of a signed report, made by a program in memory, each with what a check must say of it. */
import * as fc from 'fast-check';
import { SIGNATURE_FILE } from '../../reporter/certificate/files.ts';
import { type Folder, having, without } from './signed-folder.ts';

/** A report with one thing changed. */
export interface Change {
  readonly kind: string;
  readonly folder: Folder;
  /** A part of the problem that names the change. */
  readonly named: string;
}

/** Numbers from 0 to 2^31 - 1 that a change is made from. */
type Draw = readonly [file: number, place: number, other: number];

/** Makes a change; returns undefined if these numbers make none. */
type Maker = (folder: Folder, draw: Draw) => Omit<Change, 'kind'> | undefined;

const MOST = 2 ** 31 - 1;

function pick<T>(all: readonly T[], drawn: number): T {
  const one = all[drawn % all.length];
  if (one === undefined) throw new Error('there is nothing to change');
  return one;
}

/** Returns a file, more often a larger one, so that each byte has about the same chance. */
function anyFile(folder: Folder, drawn: number): readonly [string, Buffer] {
  const files = [...folder].filter(([, bytes]) => bytes.length > 0);
  let at = drawn % files.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  for (const file of files) {
    at -= file[1].length;
    if (at < 0) return file;
  }
  throw new Error('the report is empty');
}

/** The lines of a file with its name, each with its line feed. */
interface Lines {
  readonly name: string;
  readonly lines: readonly string[];
}

function linesIn(folder: Folder, drawn: number): Lines {
  const names = [...folder.keys()].filter((one) => one.endsWith('.jsonl'));
  const name = pick(names, drawn);
  const text = folder.get(name)?.toString('utf8') ?? '';
  return { name, lines: text.split(/(?<=\n)/) };
}

/** Makes changes of bytes in any file, the signature's included. `made` returns the new bytes at this place. */
const ofBytes =
  (made: (bytes: Buffer, at: number, other: number) => Buffer): Maker =>
  (folder, [file, place, other]) => {
    const [name, bytes] = anyFile(folder, file);
    const changed = made(bytes, place % bytes.length, other);
    if (changed.equals(bytes)) return undefined;
    const line = bytes
      .subarray(0, place % bytes.length)
      .toString('latin1')
      .split('\n').length;
    const named = name.endsWith('.jsonl') ? `${name}, line ${line}` : name;
    return { folder: having(folder, name, changed), named };
  };

/** Makes changes of lines. `made` returns the new lines and how the change is named, behind the file's name. */
const ofLines =
  (
    made: (lines: readonly string[], one: number, other: number) => readonly [string[], string] | undefined,
  ): Maker =>
  (folder, [file, place, other]) => {
    const { name, lines } = linesIn(folder, file);
    const [changed, named] = made(lines, place % lines.length, other % lines.length) ?? [];
    if (!changed || changed.join('') === lines.join('')) return undefined;
    return { folder: having(folder, name, changed.join('')), named: `${name}, ${named}` };
  };

const spliced = (bytes: Buffer, at: number, removed: number, added: readonly number[] = []) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at + removed)]);

const MAKERS: Readonly<Record<string, Maker>> = {
  'a byte changed': ofBytes((bytes, at, other) => spliced(bytes, at, 1, [other % 256])),
  'a bit flipped': ofBytes((bytes, at, other) =>
    spliced(bytes, at, 1, [(bytes[at] ?? 0) ^ (1 << (other % 8))]),
  ),
  'a byte removed': ofBytes((bytes, at) => spliced(bytes, at, 1)),
  'a byte put in': ofBytes((bytes, at, other) => spliced(bytes, at, 0, [other % 256])),
  'a file cut short': (folder, [file, place]) => {
    const [name, bytes] = anyFile(folder, file);
    return { folder: having(folder, name, bytes.subarray(0, place % bytes.length)), named: name };
  },
  'a file removed': (folder, [file]) => {
    const name = pick([...folder.keys()], file);
    return { folder: without(folder, name), named: `${name} is missing` };
  },
  'a file put in': (folder, [file, place]) => {
    const name = `evidence/${pick(['more', 'exchanges-2', 'end'], file)}-${place}.${pick(['json', 'jsonl'], place)}`;
    return { folder: having(folder, name, '{}\n'), named: `${name} stands in the folder` };
  },
  'two files exchanged': (folder, [file, place]) => {
    const names = [...folder.keys()];
    const [one, other] = [pick(names, file), pick(names, place)];
    const [bytes, others] = [folder.get(one), folder.get(other)];
    if (one === other || !bytes || !others) return undefined;
    // Once the signature is no envelope, nothing else is looked at.
    const named = [one, other].includes(SIGNATURE_FILE) ? SIGNATURE_FILE : one;
    return { folder: having(having(folder, one, others), other, bytes), named };
  },
  'a line removed': ofLines((lines, one) => [
    lines.toSpliced(one, 1),
    `line ${one + 1} ${idIn(lines[one])}was removed`,
  ]),
  'a line put in': ofLines((lines, one, other) => {
    const forged = (lines[other] ?? '').replace(/\d+\.\d+|\d/, (digits) => `${Number(digits) + 1}`);
    return [lines.toSpliced(one, 0, forged), `line ${one + 1} ${idIn(forged)}was put in`];
  }),
  'a line copied': ofLines((lines, one, other) => {
    // Of a copy right before its line nobody can tell which of the two is the copy.
    if (one === other) return undefined;
    return [lines.toSpliced(one, 0, lines[other] ?? ''), `line ${one + 1} ${idIn(lines[other])}was put in`];
  }),
  'two lines swapped': ofLines((lines, one, other) => {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const [early, late] = [lines[first] ?? '', lines[last] ?? ''];
    const swapped = lines.with(first, late).with(last, early);
    const named = `line ${first + 1} ${idIn(early)}and line ${last + 1} ${idIn(late)}were swapped`;
    return [swapped, named];
  }),
  'a line moved': ofLines((lines, one, other) => {
    // One place further is a swap.
    if (Math.abs(one - other) < 2) return undefined;
    const moved = lines.toSpliced(one, 1).toSpliced(other, 0, lines[one] ?? '');
    return [moved, `line ${one + 1} ${idIn(lines[one])}was moved to line ${other + 1}`];
  }),
};

/** Returns the id in a line as a check shows it, with a space behind. */
function idIn(line = ''): string {
  const named = /^\{"(?:requestId|id)":"([\w.-]{1,120})"/.exec(line);
  const [, id] = named ?? /"exchanges":\["([\w.-]{1,120})"/.exec(line) ?? [];
  return id === undefined ? '' : `(${id}) `;
}

/** Makes so many single changes of a report, the same for the same seed, as many of each kind as of any other. */
export function* changesOf(folder: Folder, count: number, seed: number): Generator<Change> {
  const number = fc.noBias(fc.nat(MOST));
  // More than are needed, as some make no change.
  const draws = fc.sample(fc.tuple(number, number, number), { numRuns: count * 2, seed }).values();
  const kinds = Object.entries(MAKERS);
  for (let made = 0; made < count;) {
    const [kind, maker] = pick(kinds, made);
    const { value, done } = draws.next();
    if (done || value === undefined) throw new Error('too many draws made no change');
    const change = maker(folder, value);
    if (!change) continue;
    made++;
    yield { kind, ...change };
  }
}
