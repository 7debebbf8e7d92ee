/**
 * Keeps what V8 has compiled of Playwright's bundles, some seven megabytes that each process of a run loads, in node_modules:
 * with it a process starts half a second sooner. Newer versions of Node do so themselves. Plain JavaScript, as it is loaded
 * before anything that reads TypeScript.
 */
'use strict';
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const FOLDER = path.join(__dirname, '../node_modules/.cache/compiled');

/** The large ones. None of them has an `import()`, which a script that is compiled by itself must not have. */
const BUNDLES = ['playwright-core/lib/coreBundle', 'playwright-core/lib/utilsBundle'];

if (Module.enableCompileCache) Module.enableCompileCache(FOLDER);
else keepCompiled();

/** Until Node 22.1. */
function keepCompiled() {
  const files = new Set(BUNDLES.map((name) => require.resolve(name)));
  /** What was not kept yet, by the file that it is to be kept in. */
  const fresh = new Map();
  const compile = Reflect.get(Module.prototype, '_compile');
  Reflect.set(Module.prototype, '_compile', function (content, filename, ...more) {
    if (!files.has(filename)) return Reflect.apply(compile, this, [content, filename, ...more]);
    const kept = path.join(
      FOLDER,
      createHash('sha256').update(`${process.version} ${content}`).digest('hex'),
    );
    const script = new vm.Script(Module.wrap(content), { filename, cachedData: readIfThere(kept) });
    if (script.cachedDataRejected !== false) fresh.set(kept, script);
    const run = script.runInThisContext();
    return run.call(
      this.exports,
      this.exports,
      Module.createRequire(filename),
      this,
      filename,
      path.dirname(filename),
    );
  });
  // Only at the end, as V8 compiles a function when it is called for the first time.
  process.on('exit', () => fresh.forEach(writeWhole));
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function writeWhole(script, file) {
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, script.createCachedData());
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // Where the folder cannot be written, each start takes as long as the first one.
  }
}
