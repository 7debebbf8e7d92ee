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
process.argv.splice(1, 1);
// It keeps what it has compiled in the node_modules beside that file.
await createJiti(new URL('../package.json', import.meta.url).href).import(
  path.resolve(process.argv[1] ?? ''),
);
