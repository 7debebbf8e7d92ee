/**
 * `npm run overview -- DIR... [--to DIR]`: makes one overview of the certificates in several folders, for example those of
 * several machines. Exit code 0: every host of the fleet conforms. 1: a host is nonconformant. 2: a host is inconclusive
 * or left no certificate, or there was nothing to show.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { printable } from '../fixtures/evidence/printable.ts';
import { readReportDir, SettingsError } from '../fixtures/settings/read.ts';
import { readOverview } from '../reporter/fleet/files.ts';
import { overviewInWords } from '../reporter/fleet/overview-in-words.ts';
import { type FiledCertificate, replaceOverview } from '../reporter/fleet/write.ts';
import { certificateIn, placesIn } from './certificates-in.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { argumentsFrom } from './npm-options.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run overview -- DIR... [--to DIR]

  DIR     a report folder with the certificate of a host, or with a folder for each host of a fleet
  --to    the folder that overview.html and overview.json are written to; by default OZ_REPORT_DIR
`;

const fail = (message: string) => failWith(message, USAGE);

function argumentsOrExit(): { folders: string[]; to: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argumentsFrom({ program: 'overview', values: ['to'], positionals: true }, fail),
      options: { to: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length === 0) return fail('No folder is named.');
    return { folders: positionals, to: path.resolve(values.to ?? readReportDir()) };
  } catch (error) {
    return fail(error instanceof SettingsError ? error.message : messageOf(error));
  }
}

const { folders, to } = argumentsOrExit();
const filed: FiledCertificate[] = [];
const problems: string[] = [];
const expected = new Set<string>();
for (const folder of folders.map((one) => path.resolve(one))) {
  const before = filed.length + problems.length;
  for (const name of readOverview(folder)?.expected ?? []) expected.add(name);
  for (const place of placesIn(folder, fail)) {
    const found = certificateIn(place);
    if (typeof found === 'string') {
      problems.push(found);
      expected.add(place.name);
    } else if (found) filed.push(found);
  }
  if (filed.length + problems.length === before) problems.push(`${folder} holds no certificate.`);
}
const places = new Map<string, string>();
for (const { name, reportDir } of filed) {
  const first = places.get(name);
  if (first !== undefined)
    fail(
      `The host ${name} has a certificate in ${first} and in ${reportDir}. Name one of these folders only.`,
    );
  places.set(name, reportDir);
}
if (filed.length === 0) fail(problems.join('\n'));
for (const problem of problems) process.stderr.write(`${printable(problem)}\n`);

try {
  const { overview, page } = replaceOverview(to, filed, { expected: [...expected], part: false });
  process.stdout.write(
    `${overview.verdict.toUpperCase()}: ${overviewInWords(overview)}\noverview: ${path.relative(process.cwd(), page)}\n`,
  );
  // A certificate that could not be read may be of a host that is named nowhere else.
  const code = EXIT_CODES[overview.verdict];
  process.exitCode = problems.length > 0 && code === 0 ? EXIT_CODES.inconclusive : code;
} catch (error) {
  fail(`The overview cannot be written to ${to}: ${messageOf(error)}.`);
}
