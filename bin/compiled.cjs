/**
 * Lets each process of a run start sooner, by what newer versions of Node do themselves: what V8 has compiled of large files,
 * ten megabytes of Playwright's among them, is kept in node_modules, and TypeScript is compiled where it is required. Plain
 * JavaScript, as it is loaded before anything that reads TypeScript.
 */
'use strict';
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const vm = require('node:vm');

const FOLDER = path.join(__dirname, '../node_modules/.cache/compiled');

/** So many characters make a file large: there are few, and they are most of what is compiled. */
const LARGE = 50_000;

if (Module.enableCompileCache) Module.enableCompileCache(FOLDER);
else keepCompiled();
Module.registerHooks ??= registerHooks;

/** @param around is given what compiles a file, and gives back what does it from now on. */
function wrapCompile(around) {
  const compile = Reflect.get(Module.prototype, '_compile');
  Reflect.set(Module.prototype, '_compile', function (content, filename, ...more) {
    const before = (source) => Reflect.apply(compile, this, [source, filename, ...more]);
    return around({ module: this, content, filename, before });
  });
}

/** Until Node 22.1. */
function keepCompiled() {
  /** What was not kept yet, by the file that it is to be kept in. */
  const fresh = new Map();
  wrapCompile(({ module, content, filename, before }) => {
    if (content.length < LARGE || content.startsWith('#!')) return before(content);
    const hash = createHash('sha256').update(`${process.version} ${filename} `).update(content);
    const kept = path.join(FOLDER, hash.digest('hex'));
    const script = new vm.Script(Module.wrap(content), {
      filename,
      cachedData: readIfThere(kept),
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    if (script.cachedDataRejected !== false) fresh.set(kept, script);
    const run = script.runInThisContext();
    const require = Module.createRequire(filename);
    return run.call(module.exports, module.exports, require, module, filename, path.dirname(filename));
  });
  // Only at the end, as V8 compiles a function when it is called for the first time.
  process.on('exit', () => fresh.forEach(writeWhole));
}

/**
 * Until Node 22.15, of Node's own `module.registerHooks` as much as Playwright needs for files that are required, as all of
 * ours are. Where there is none, Playwright starts a thread in each process, to compile what is imported, and waits for that.
 */
function registerHooks({ load }) {
  wrapCompile(({ content, filename, before }) => {
    if (!filename.endsWith('.ts')) return before(content);
    const context = { format: 'commonjs', conditions: ['node', 'require'] };
    return before(load(pathToFileURL(filename).href, context, () => ({ source: content })).source);
  });
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
