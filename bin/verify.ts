/**
 * `npm run verify -- DIR --key pub.pem [--rejudge]`: prints who signed a report folder, what was changed since, and whether the
 * verdict follows from the evidence. Exit code 0: all is as it was signed, whatever the verdict. 1: something is not. 2: nothing
 * could be checked, or not all that was asked for. 3: the certificate is as it was signed, and does not follow from the evidence.
 */
import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { checkReport, type CheckResult, reportIn } from '../reporter/signature/check.ts';
import { describeCheck, type Again } from '../reporter/signature/describe.ts';
import { parsePublicKey } from '../reporter/signature/public-key.ts';
import { judgeAgain } from './judge-again.ts';
import { argumentsFrom } from './npm-options.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run verify -- DIR --key pub.pem [--rejudge]

  DIR           the folder of a report: report, or report/NAME for a host of a fleet
  --key FILE    the public key of who should have signed it
  --rejudge     makes the verdict again from the evidence, too, which takes some seconds
`;

const NO_KEY =
  '--key is missing: whose signature is it to be? Before a "--" npm takes --key for its own: npm run verify -- DIR --key pub.pem';

const fail = (message: string) => failWith(message, USAGE);

function argumentsOrExit(): { folder: string; keyFile: string; rejudge: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: argumentsFrom(
        { program: 'verify', flags: ['rejudge'], values: ['key'], positionals: true },
        fail,
      ),
      options: { key: { type: 'string' }, rejudge: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return fail('One folder is needed.');
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return fail(`${folder} is no folder.`);
    return { folder, keyFile: values.key ?? fail(NO_KEY), rejudge: values.rejudge };
  } catch (error) {
    return fail(messageOf(error));
  }
}

function keyOrExit(file: string): KeyObject {
  try {
    return parsePublicKey(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(`The key ${file} cannot be used: ${messageOf(error)}.`);
  }
}

/** Returns the exit code; what was changed outweighs what follows. */
function exitCodeOf({ problems }: CheckResult, again: Again | undefined): number {
  if (problems.length > 0) return 1;
  if (!again) return 0;
  if ('impossible' in again) return 2;
  return again.differences.length === 0 ? 0 : 3;
}

const { folder, keyFile, rejudge } = argumentsOrExit();
const key = keyOrExit(keyFile);
try {
  const checked = checkReport(reportIn(folder), key);
  const { problems, certificate } = checked;
  // What was changed is not judged: who knows what it would do.
  const again = rejudge && problems.length === 0 && certificate ? judgeAgain(folder, certificate) : undefined;
  process.stdout.write(`${describeCheck(checked, key, again)}\n`);
  process.exitCode = exitCodeOf(checked, again);
} catch (error) {
  fail(`${folder} cannot be read: ${messageOf(error)}.`);
}
