/**
 * `npm run verify -- DIR --key pub.pem`: prints who signed a report folder, and what was changed since. Exit code 0: all is
 * as it was signed, whatever the verdict. 1: something is not. 2: nothing could be checked.
 */
import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { checkReport, reportIn } from '../reporter/signature/check.ts';
import { describeCheck } from '../reporter/signature/describe.ts';
import { parsePublicKey } from '../reporter/signature/public-key.ts';
import { argumentsFrom } from './npm-options.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run verify -- DIR --key pub.pem

  DIR           the folder of a report: report, or report/NAME for a host of a fleet
  --key FILE    the public key of who should have signed it
`;

const NO_KEY =
  '--key is missing: whose signature is it to be? Before a "--" npm takes --key for its own: npm run verify -- DIR --key pub.pem';

const fail = (message: string) => failWith(message, USAGE);

function argumentsOrExit(): { folder: string; keyFile: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argumentsFrom({ program: 'verify', values: ['key'], positionals: true }, fail),
      options: { key: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return fail('One folder is needed.');
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return fail(`${folder} is no folder.`);
    return { folder, keyFile: values.key ?? fail(NO_KEY) };
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

const { folder, keyFile } = argumentsOrExit();
const key = keyOrExit(keyFile);
try {
  const checked = checkReport(reportIn(folder), key);
  process.stdout.write(`${describeCheck(checked, key)}\n`);
  process.exitCode = checked.problems.length === 0 ? 0 : 1;
} catch (error) {
  fail(`${folder} cannot be read: ${messageOf(error)}.`);
}
