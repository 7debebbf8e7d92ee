/**
 * `npm run tamper -- DIR`: signs a copy of a report in memory, makes single changes of it, and counts how many of them a check
 * finds and names. Exit code 1 if one was not found.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { argumentsFrom } from '../../bin/npm-options.ts';
import { failWith } from '../../bin/usage.ts';
import { messageOf } from '../../fixtures/evidence/error-message.ts';
import { CERTIFICATE_FILES, lastCertificate } from '../../reporter/certificate/files.ts';
import { signReport } from '../../reporter/signature/sign.ts';
import { tableOf } from '../bench/table.ts';
import { changesOf } from './changes.ts';
import { check, filesOf, type Folder, privateKey } from './signed-folder.ts';

const USAGE = `npm run tamper -- DIR [OPTIONS]

  DIR           the report of a run, signed or not; it is left as it is
  --changes N   how many changes are made (1000)
  --seed N      what they are drawn from (1)
`;

const fail = (message: string) => failWith(message, USAGE);

function given(): { reportDir: string; changes: number; seed: number } {
  try {
    const { values, positionals } = parseArgs({
      args: argumentsFrom({ program: 'tamper', values: ['changes', 'seed'], positionals: true }, fail),
      options: {
        changes: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
      },
      allowPositionals: true,
    });
    const [reportDir, ...more] = positionals;
    if (reportDir === undefined || more.length > 0) return fail('One folder is needed.');
    const whole = (name: 'changes' | 'seed') =>
      /^\d{1,9}$/.test(values[name]) ? Number(values[name]) : fail(`--${name} needs a whole number.`);
    return { reportDir, changes: whole('changes'), seed: whole('seed') };
  } catch (error) {
    return fail(messageOf(error));
  }
}

/** Copies what a signature covers, signs the copy with a key of its own, and reads it. */
function signedCopy(reportDir: string): Folder {
  const certificate = lastCertificate(reportDir) ?? fail(`${reportDir} holds no certificate.`);
  const copy = mkdtempSync(path.join(tmpdir(), 'oz-tamper-'));
  try {
    mkdirSync(copy, { recursive: true });
    for (const name of [...CERTIFICATE_FILES, 'evidence'])
      cpSync(path.join(reportDir, name), path.join(copy, name), { recursive: true });
    signReport(copy, certificate, privateKey);
    return filesOf(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const { reportDir, changes, seed } = given();
const folder = signedCopy(reportDir);
const start = performance.now();
const counts = new Map<string, { made: number; found: number; named: number }>();
const missed: string[] = [];
for (const { kind, folder: changed, named } of changesOf(folder, changes, seed)) {
  const { problems } = check(changed);
  const count = counts.get(kind) ?? { made: 0, found: 0, named: 0 };
  const isNamed = problems.some((problem) => problem.includes(named));
  if (!isNamed) missed.push(`  ${kind}: "${named}" is not in ${JSON.stringify(problems)}`);
  counts.set(kind, {
    made: count.made + 1,
    found: count.found + (problems.length > 0 ? 1 : 0),
    named: count.named + (isNamed ? 1 : 0),
  });
}
const seconds = (performance.now() - start) / 1000;
const sum = (of: 'made' | 'found' | 'named') => [...counts.values()].reduce((all, one) => all + one[of], 0);
const rows = [...counts].map(([name, { made, found, named }]) => ({
  name,
  cells: [made, found, named].map(String),
}));
const total = { name: 'all', cells: (['made', 'found', 'named'] as const).map((of) => String(sum(of))) };
const size = [...folder.values()].reduce((all, bytes) => all + bytes.length, 0);
process.stdout.write(
  `${tableOf(['change', 'made', 'found', 'named'], [...rows, total])}\n\nseed ${seed}, ${folder.size} files of ${(size / 1e6).toFixed(1)} MB in all, ${seconds.toFixed(1)} s\n`,
);
const untouched = check(folder).problems;
for (const problem of [...missed, ...untouched]) process.stderr.write(`${problem}\n`);
process.exitCode = sum('found') === sum('made') && missed.length === 0 && untouched.length === 0 ? 0 : 1;
