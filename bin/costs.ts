/**
 * `npm run costs [-- REPORT_DIR [REPORT_DIR]]`: prints what each requirement costs the host, counted in the evidence of a
 * run, or of two runs side by side. Exit code 0: printed. 2: there was nothing to count.
 */
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { evidenceFile, recorded } from '../fixtures/evidence/recorder.ts';
import { readReportDir } from '../fixtures/settings/read.ts';
import { costsTable, isCounted } from '../reporter/terminal/costs-table.ts';
import { argumentsFrom } from './npm-options.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run costs [-- REPORT_DIR [REPORT_DIR]]

  REPORT_DIR    the report folder of a run, with its evidence; by default OZ_REPORT_DIR
                of two folders, the numbers are those of before and after
`;

const fail = (message: string) => failWith(message, USAGE);

function foldersOrExit(): string[] {
  try {
    const { positionals } = parseArgs({
      args: argumentsFrom({ program: 'costs', positionals: true }, fail),
      allowPositionals: true,
    });
    if (positionals.length > 2) return fail(`${positionals.length} folders are named: two are the most.`);
    return positionals.length === 0 ? [readReportDir()] : positionals;
  } catch (error) {
    return fail(messageOf(error));
  }
}

function countedIn(folder: string) {
  const file = evidenceFile(folder);
  const lines: readonly unknown[] = recorded(folder);
  if (lines.length === 0)
    return fail(
      `${file} holds no exchange. Name the report folder of a run, or that of one host of a fleet, or run npm run certify first.`,
    );
  return lines.every(isCounted) ? lines : fail(`${file} is no evidence of this suite.`);
}

process.stdout.write(costsTable(foldersOrExit().map(countedIn)));
