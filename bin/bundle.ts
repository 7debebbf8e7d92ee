/**
 * `npm run bundle [-- FILE]`: makes one archive with all that a machine without internet needs, except Node. The unpacked
 * folder has `./certify`, `./verify` and the other programs.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../fixtures/evidence/error-message.ts';
import { ROOT } from '../fixtures/settings/values.ts';
import { sha256 } from '../reporter/certificate/files.ts';
import { writeBundle } from './release/archive.ts';
import { title } from './release/contents.ts';
import { failWith, onePath } from './usage.ts';

const USAGE = `npm run bundle [-- FILE]

  FILE   where the archive is written; by default NAME-VERSION.tgz in the folder of package.json
`;

const file = path.resolve(onePath(USAGE) ?? path.join(ROOT, `${title()}.tgz`));
try {
  await writeBundle(file);
} catch (error) {
  failWith(`The bundle cannot be written to ${file}: ${messageOf(error)}`, USAGE);
}

process.stdout.write(`bundle   ${file}
size     ${(statSync(file).size / 1e6).toFixed(1)} MB
SHA-256  ${sha256(readFileSync(file))}

On a machine with Node and nothing else:
  tar xzf ${path.basename(file)} && cd ${title()} && ./certify
`);
