/**
 * `npm run history [-- DIR...] [--to DIR]`: adds the runs whose certificates are in these folders to `history.jsonl`, and makes
 * the page of the last 90 nights. Exit code 0: the page was made, whatever the verdicts. 2: it was not, or a certificate could
 * not be read.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { printable } from '../fixtures/evidence/printable.ts';
import { writeWhole } from '../fixtures/evidence/whole-file.ts';
import { readReportDir, SettingsError } from '../fixtures/settings/read.ts';
import { plural } from '../reporter/certificate/units.ts';
import { appendLines, type History, HISTORY_FILE, readHistory } from '../reporter/history/file.ts';
import { historyPage } from '../reporter/history/history-page.ts';
import { historyLine, isLine } from '../reporter/history/line.ts';
import { NIGHTS } from '../reporter/history/nights.ts';
import type { HistoryLine } from '../schemas/index.ts';
import { certificateIn, placesIn } from './certificates-in.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { argumentsFrom } from './npm-options.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run history [-- DIR...] [--to DIR]

  DIR     a report folder with the certificate of a run, or with a folder for each run or host; by default OZ_REPORT_DIR
  --to    the folder of history.jsonl and history.html; by default OZ_REPORT_DIR
`;

const PAGE = 'history.html';

/** Most broken lines that are named one by one. */
const BROKEN_NAMED = 10;

const fail = (message: string) => failWith(message, USAGE);

function argumentsOrExit(): { folders: string[]; to: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argumentsFrom({ program: 'history', values: ['to'], positionals: true }, fail),
      options: { to: { type: 'string' } },
      allowPositionals: true,
    });
    const folders = positionals.length === 0 ? [readReportDir()] : positionals;
    return { folders, to: path.resolve(values.to ?? readReportDir()) };
  } catch (error) {
    return fail(error instanceof SettingsError ? error.message : messageOf(error));
  }
}

/** Returns the lines of the runs in these folders, and what could not be read. */
function runsIn(folders: readonly string[]): { lines: HistoryLine[]; problems: string[] } {
  const lines: HistoryLine[] = [];
  const problems: string[] = [];
  for (const folder of folders.map((one) => path.resolve(one))) {
    const before = lines.length + problems.length;
    for (const place of placesIn(folder, fail)) {
      const found = certificateIn(place);
      if (found === undefined) continue;
      const line = typeof found === 'string' ? undefined : historyLine(found.certificate);
      if (line && isLine(line)) lines.push(line);
      else
        problems.push(
          typeof found === 'string'
            ? found
            : `The certificate in ${found.reportDir} does not say when its run was.`,
        );
    }
    if (lines.length + problems.length === before) problems.push(`${folder} holds no certificate.`);
  }
  return { lines, problems };
}

/** Says which lines of the file are broken, and what became of them. */
function warnOfBroken(file: string, { broken }: History): void {
  if (broken.length === 0) return;
  const named = broken.slice(0, BROKEN_NAMED).join(', ');
  const more = broken.length > BROKEN_NAMED ? ` and ${broken.length - BROKEN_NAMED} more` : '';
  const [lines, are] = broken.length === 1 ? ['line', 'is no run'] : ['lines', 'are no runs'];
  process.stderr.write(
    `${file}: ${lines} ${named}${more} ${are}, and ${broken.length === 1 ? 'was' : 'were'} left out. A run that was killed may have left half a line: delete it.\n`,
  );
}

const { folders, to } = argumentsOrExit();
const file = path.join(to, HISTORY_FILE);
const { lines, problems } = runsIn(folders);
for (const problem of problems) process.stderr.write(`${printable(problem)}\n`);
try {
  mkdirSync(to, { recursive: true });
  const { runs } = await readHistory(file, NIGHTS);
  const added = lines.filter(({ run }) => !runs.has(run.id));
  appendLines(file, added);
  const history = await readHistory(file, NIGHTS);
  warnOfBroken(path.relative(process.cwd(), file), history);
  if (history.runs.size === 0) fail('There is no run to show.');
  const page = path.join(to, PAGE);
  writeWhole(page, historyPage(history.hosts));
  process.stdout.write(
    `${plural(added.length, 'run')} added to ${path.relative(process.cwd(), file)}, which has ${plural(history.runs.size, 'run')} now\nthe last ${NIGHTS} nights: ${path.relative(process.cwd(), page)}\n`,
  );
  process.exitCode = problems.length === 0 ? EXIT_CODES.conformant : EXIT_CODES.inconclusive;
} catch (error) {
  fail(`The history in ${to} cannot be kept: ${messageOf(error)}.`);
}
