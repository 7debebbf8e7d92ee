/**
 * The list of the evidence's lines, `lines.sha256`: the SHA-256 of each line of a file with many lines, in their order. It is
 * signed with the files, so that a check can name the line that was changed.
 */
import { field, looseJson } from '../../fixtures/answers/facts.ts';
import { sha256 } from '../certificate/files.ts';

/** A line, by its digest and by what names it to a reader. */
export interface Line {
  readonly digest: string;
  /** The id of the request or of the requirement in the line; '' if it has none that can be shown. */
  readonly id: string;
}

const LINE_FEED = 0x0a;

/** Ids as the suite writes them. Anything else that stands in a line is not repeated. */
const ID = /^[\w.-]{1,120}$/;

/** An entry of the list: digest, name of the file, and id or `-`. */
const ENTRY = /^([\da-f]{64}) {2}(\S+) {2}(\S+)$/;

/** Whether a file has many lines, each of which has its digest in the list. */
export const hasLines = (name: string) => name.endsWith('.jsonl');

/** Reads the lines of a file. The line feed counts as a part of its line, so that no byte belongs to none. */
export function linesOf(bytes: Buffer): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, from);
    const to = end < 0 ? bytes.length : end + 1;
    const line = bytes.subarray(from, to);
    lines.push({ digest: sha256(line), id: idIn(line) });
    from = to;
  }
  return lines;
}

function idIn(line: Buffer): string {
  const json = looseJson(line.toString('utf8'));
  // What the suite asked its relay for is named by the first exchange that was made for it.
  const exchanges = field(json, 'exchanges');
  const id = field(json, 'requestId') ?? field(json, 'id') ?? (Array.isArray(exchanges) ? exchanges[0] : '');
  return typeof id === 'string' && ID.test(id) ? id : '';
}

/** Writes the list of the lines of these files; returns undefined if none of them has lines. */
export function listOfLines(files: ReadonlyMap<string, Buffer>): string | undefined {
  const entries = [...files].flatMap(([name, bytes]) =>
    hasLines(name) ? linesOf(bytes).map(({ digest, id }) => `${digest}  ${name}  ${id || '-'}\n`) : [],
  );
  return entries.length === 0 ? undefined : entries.join('');
}

/** Reads the lines of one file from the list. */
export function listedLines(list: Buffer, name: string): Line[] {
  return list
    .toString('utf8')
    .split('\n')
    .flatMap((entry) => {
      const [, digest, file, id] = ENTRY.exec(entry) ?? [];
      return digest !== undefined && file === name ? [{ digest, id: id === '-' ? '' : (id ?? '') }] : [];
    });
}
