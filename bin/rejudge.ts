/**
 * `npm run rejudge -- DIR [--to FOLDER]`: makes the verdict of a report again from its evidence, without its host, its settings
 * and the network. Exit code 0, 1, 2: the verdict, as of `certify`. 3: it is not that of the certificate in DIR.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { runId } from '../fixtures/settings/read.ts';
import { beginReplay, recordFile, type RunRecord } from '../fixtures/settings/replay.ts';
import {
  bytesIn,
  CERTIFICATE_FILES,
  certificateFile,
  certificateOfRun,
} from '../reporter/certificate/files.ts';
import { describeDivergences, divergencesOf } from '../reporter/comparison/rejudged.ts';
import { changedExperiments } from '../reporter/comparison/experiments.ts';
import { describeCertificate } from '../reporter/terminal/table.ts';
import { parseCertificate } from '../schemas/any-certificate.ts';
import { type Certificate, mismatches } from '../schemas/index.ts';
import { argumentsFrom } from './npm-options.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { runPlaywright } from './playwright.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run rejudge -- DIR [--to FOLDER]

  DIR          the folder of a report: report, that of a fleet, or report/NAME for a host of it
  --to FOLDER  the folder that the rejudgement is written to; by default DIR-rejudged
`;

/** Exit code where a verdict is not that of the certificate. */
const DIFFERS = 3;

const fail = (message: string): never => failWith(message, USAGE);

function argumentsOrExit(): { from: string; to: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argumentsFrom({ program: 'rejudge', values: ['to'], positionals: true }, fail),
      options: { to: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return fail('One folder is needed.');
    const from = path.resolve(folder);
    const to = path.resolve(values.to ?? `${from}-rejudged`);
    if (!statSync(from, { throwIfNoEntry: false })?.isDirectory()) return fail(`${folder} is no folder.`);
    if (!existsSync(recordFile(from)))
      return fail(
        `${folder} has no ${path.relative(from, recordFile(from))}: it is no report, or one of a version before evidence could be judged again.`,
      );
    if (!path.relative(from, to).startsWith('..'))
      return fail(`--to ${to} lies in ${folder}: a rejudgement is written to a folder of its own.`);
    return { from, to };
  } catch (error) {
    return fail(messageOf(error));
  }
}

function recordOrExit(replay: { from: string; to: string }): RunRecord {
  const file = recordFile(replay.from);
  try {
    const [mistake] = mismatches('evidence/run', JSON.parse(readFileSync(file, 'utf8')));
    if (mistake === undefined) return beginReplay(replay);
    return fail(`${file} is not what a run leaves: ${mistake}.`);
  } catch (error) {
    return fail(`${file} cannot be read: ${messageOf(error)}.`);
  }
}

/** Writes a path as a user types it. */
const shown = (file = '') => path.relative(process.cwd(), file);

/** A host, and the folders of its report and of the rejudgement. */
interface Rejudged {
  readonly name: string | undefined;
  readonly original: string;
  readonly written: string;
}

/** Prints what came of one host; returns the exit code. */
function conclude({ name, original, written }: Rejudged, rejudged: Certificate): number {
  const [before, now] = [original, written].map(certificateFile);
  const coloured = process.stdout.isTTY && process.stdout.hasColors();
  const text = bytesIn(original, CERTIFICATE_FILES[0])?.toString('utf8');
  const certificate = text === undefined ? undefined : parseCertificate(text);
  const divergences = certificate ? divergencesOf(certificate, rejudged) : [];
  const experiments = changedExperiments(original, written, rejudged.run.id);
  const differ = divergences.some(({ inWordsOnly }) => !inWordsOnly);
  const end = certificate
    ? `${differ ? 'NOT the verdicts' : 'the same verdicts'} as on ${shown(before)}`
    : `nothing to compare with: ${shown(before)} is no certificate`;
  const lines = [
    ...(name === undefined ? [] : [`${name}:`]),
    describeCertificate(rejudged, { file: shown(now), coloured }),
    ...(experiments.length === 0
      ? []
      : [`  computed again, these experiments have another record: ${experiments.join(', ')}`]),
    ...describeDivergences(divergences),
    `  ${end}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return differ ? DIFFERS : EXIT_CODES[rejudged.verdict];
}

/** Orders exit codes by their weight: a difference, a failure, what could not be tested. */
const WEIGHT = [EXIT_CODES.conformant, EXIT_CODES.inconclusive, EXIT_CODES.nonconformant, DIFFERS];

const { from, to } = argumentsOrExit();
mkdirSync(to, { recursive: true });
const { hosts } = recordOrExit({ from, to });
await runPlaywright(['--workers=1', '--reporter=./reporter/certificate-reporter.ts'], true);
const codes = hosts.map((host) => {
  const { name, reportDir: original } = host;
  const written = path.join(to, path.relative(from, original));
  const certificate = certificateOfRun(written, runId(host));
  if (!certificate) return fail(`Nothing came of ${name ?? from}: Playwright made no run.`);
  return conclude({ name, original, written }, certificate);
});
process.exitCode = WEIGHT.findLast((code) => codes.includes(code)) ?? EXIT_CODES.inconclusive;
