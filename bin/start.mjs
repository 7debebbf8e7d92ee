/**
 * Runs a TypeScript file of this project in this process: `node bin/start.mjs bin/certify.ts ARGUMENTS`. As hooks of Node's
 * module loader, jiti would take half a second longer.
 */
import path from 'node:path';
import { inspect } from 'node:util';
import { createJiti } from 'jiti';

process.on('uncaughtException', (error) => {
  process.stderr.write(`${inspect(error)}\n`);
  // Node's own exit code would be 1: "nonconformant".
  process.exit(2);
});
// As Node has it for a file that it runs itself.
const file = path.resolve(process.argv[2] ?? '');
process.argv.splice(1, 2, file);
// It keeps what it has compiled in the node_modules beside package.json.
await createJiti(new URL('../package.json', import.meta.url).href).import(file);
