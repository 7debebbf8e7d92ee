/**
 * `npm run diff -- OLD NEW [--strict]`: prints what got better, worse, or could no longer be tested between two
 * certificates. Exit code 0: nothing got worse. 1: something did; with --strict also if something could no longer be
 * tested or failed by luck. 2: the two could not be compared.
 */
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { compare, isWorse } from '../reporter/comparison/compare.ts';
import { describeComparison } from '../reporter/comparison/table.ts';
import { certificateFile } from '../reporter/certificate/files.ts';
import { type AnyCertificate, parseCertificate } from '../schemas/any-certificate.ts';
import { argumentsFrom } from './npm-options.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run diff -- OLD NEW [--strict]

  OLD, NEW    certificates, or the folders of the reports that hold them
  --strict    exit code 1 also where something could no longer be tested, or fails now that depends on luck
`;

const fail = (message: string) => failWith(message, USAGE);

function argumentsOrExit(): { old: string; now: string; strict: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: argumentsFrom({ program: 'diff', flags: ['strict'], positionals: true }, fail),
      options: { strict: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [old, now, ...more] = positionals;
    if (old === undefined || now === undefined || more.length > 0)
      return fail('Two certificates are needed.');
    return { old, now, strict: values.strict };
  } catch (error) {
    return fail(messageOf(error));
  }
}

function certificateOrExit(place: string): AnyCertificate {
  try {
    const file = statSync(place).isDirectory() ? certificateFile(place) : place;
    return parseCertificate(readFileSync(file, 'utf8')) ?? fail(`${file} is no certificate of this suite.`);
  } catch (error) {
    return fail(`${place} cannot be read: ${messageOf(error)}.`);
  }
}

const { old, now, strict } = argumentsOrExit();
const [before, after] = [certificateOrExit(old), certificateOrExit(now)];
const comparison = compare(before, after);
process.stdout.write(`${describeComparison(before, after, comparison)}\n`);
process.exitCode = isWorse(comparison, strict) ? 1 : 0;
