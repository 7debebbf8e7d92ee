/**
 * `node bin/start.mjs bin/certify.ts ARGUMENTS`: runs a TypeScript file of this project in this process. jiti is called
 * directly, because registered as hooks of Node's module loader it takes half a second longer.
 */
import path from 'node:path';
import { inspect } from 'node:util';
import { createJiti } from 'jiti';

process.on('uncaughtException', (error) => {
  process.stderr.write(`${inspect(error)}\n`);
  // Node's own exit code would be 1, which means "nonconformant".
  process.exit(2);
});
// The reader of the output may go away, as in `npm run doctor | head`. The program comes to its end all the same, so that
// its files are complete and its exit code is true.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
// The arguments look as if Node had been started with the file itself.
const file = path.resolve(process.argv[2] ?? '');
process.argv.splice(1, 2, file);
// jiti keeps compiled code in the node_modules beside package.json.
await createJiti(new URL('../package.json', import.meta.url).href).import(file);
