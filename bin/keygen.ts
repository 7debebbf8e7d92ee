/** `npm run keygen [-- DIR]`: makes the pair of keys that sign and verify certificates. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { codeOf, messageOf } from '../fixtures/evidence/error-message.ts';
import { keyIdOf } from '../reporter/signature/envelope.ts';
import { failWith } from './usage.ts';

const USAGE = `npm run keygen [-- DIR]

  DIR   where oz-signing-key.pem and oz-signing-key.pub.pem are written; by default the folder of package.json
`;

const fail = (message: string) => failWith(message, USAGE);

function folderFrom(): string {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    if (positionals.length > 1) return fail(`${positionals.length} folders are named: one is needed.`);
    return positionals[0] ?? '.';
  } catch (error) {
    return fail(messageOf(error));
  }
}

const folder = folderFrom();
const secret = path.join(folder, 'oz-signing-key.pem');
const open = path.join(folder, 'oz-signing-key.pub.pem');
for (const file of [secret, open])
  if (existsSync(file))
    fail(`${file} is there already, and a key is not replaced: name another folder, or move it away.`);

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
try {
  mkdirSync(folder, { recursive: true });
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
} catch (error) {
  fail(`The keys cannot be written to ${folder} (${codeOf(error)}). Name a folder of yours.`);
}

process.stdout.write(`the id of this key: ${keyIdOf(publicKey)}
  private  ${secret}
  public   ${open}

Runs sign with the private key; keep it to yourself:
  OZ_SIGNING_KEY=${secret} npm run certify

Who gets a report verifies it with the public key, and compares its id with what you told them by another way:
  npm run verify -- report --key ${open}
`);
