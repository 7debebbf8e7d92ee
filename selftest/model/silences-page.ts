/** The text of docs/silences.md, from the enumeration of what three pairs can come to. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Said, situations } from '../../fixtures/model/enumerate.ts';
import { silenceOf, silences } from '../../fixtures/model/silences.ts';
import { ROOT } from '../tools/product.ts';

const FILE = path.join(ROOT, 'docs', 'silences.md');

/** Writes what follows a situation's beginning in a list: the longest line of a page has a limit. */
const line = ({ situation }: Said) => `- ${situation}`;

/** Returns the text of the page. */
export function silencesPage(all: readonly Said[] = situations()): string {
  const silent = all.filter(({ isSilent }) => isSilent);
  const decided = all.filter(({ isSilent }) => !isSilent);
  const sections = silences.map(({ what, observedBy }) => {
    const own = silent.filter(({ situation }) => silenceOf(situation)?.what === what);
    const ids = observedBy.map((id) => `\`${id}\``).join(', ');
    return [
      `## ${what.charAt(0).toUpperCase()}${what.slice(1)}`,
      `Noted by ${ids}.`,
      own.map(line).join('\n'),
    ].join('\n\n');
  });
  return `${[
    '# Where the page is silent',
    '`npm run silences` writes this page; it is never edited by hand.',
    [
      'The model of the page (`fixtures/model/`) was taken through every state that up to three pairs of two accounts can come to,',
      'by logins, requests, refreshes and waiting. In each state every request was tried that can be made of the tokens in it,',
      'of invented ones and of none. Requests that meet the same are one kind of situation.',
    ].join('\n'),
    [
      `There are ${all.length} kinds. In ${decided.length} of them the page decides what must be answered. In the other ${silent.length} it is silent,`,
      'and no host fails there. They ask six questions, and a run notes what the host does in each that it meets.',
    ].join('\n'),
    ...sections,
  ].join('\n\n')}\n`;
}

/** Reads the page as it stands. */
export const silencesAsWritten = () => readFileSync(FILE, 'utf8');

if (process.argv[1] === __filename) writeFileSync(FILE, silencesPage());
