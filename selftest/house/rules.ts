/** Rules for imports between folders. Data flows one way, so a reader of a folder knows what it can depend on. */

/** Folders and files that each folder may import, types included. A folder may always import its own files. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  'fixtures/catalogue': [],
  'fixtures/timing': [],
  'fixtures/model': ['fixtures/catalogue'],
  'fixtures/evidence': ['fixtures/timing', 'schemas'],
  'fixtures/settings': ['fixtures/catalogue', 'fixtures/evidence', 'fixtures/timing', 'schemas'],
  'fixtures/answers': ['fixtures/evidence', 'fixtures/catalogue', 'fixtures/timing', 'schemas'],
  'fixtures/relay': [
    'fixtures/answers',
    'fixtures/settings',
    'fixtures/evidence',
    'fixtures/catalogue',
    'fixtures/timing',
    'schemas',
  ],
  'fixtures/accounts': [
    'fixtures/relay',
    'fixtures/answers',
    'fixtures/settings',
    'fixtures/evidence',
    'fixtures/timing',
    'schemas',
  ],
  'fixtures/preflight': [
    'fixtures/accounts',
    'fixtures/relay',
    'fixtures/answers',
    'fixtures/settings',
    'fixtures/evidence',
    'fixtures/timing',
    'schemas',
  ],
  'fixtures/experiments': [
    'fixtures/preflight',
    'fixtures/accounts',
    'fixtures/answers',
    'fixtures/settings',
    'fixtures/evidence',
    'fixtures/catalogue',
    'fixtures/timing',
    'schemas',
  ],
  'fixtures/judgement': [
    'fixtures/model',
    'fixtures/experiments',
    'fixtures/preflight',
    'fixtures/accounts',
    'fixtures/answers',
    'fixtures/settings',
    'fixtures/evidence',
    'fixtures/catalogue',
    'fixtures/timing',
    'schemas',
  ],
  'fixtures/walks': [
    'fixtures/judgement',
    'fixtures/experiments',
    'fixtures/accounts',
    'fixtures/answers',
    'fixtures/model',
    'fixtures/settings',
    'fixtures/catalogue',
    'fixtures/timing',
    'schemas',
  ],
  'fixtures/run': [
    'fixtures/judgement',
    'fixtures/experiments',
    'fixtures/preflight',
    'fixtures/accounts',
    'fixtures/relay',
    'fixtures/settings',
    'fixtures/evidence',
    'fixtures/catalogue',
    'fixtures/timing',
    'schemas',
  ],
  /** Specs are written with the one entrance of fixtures/. */
  tests: ['fixtures/index.ts'],
  host: [],
  reporter: [
    'fixtures/catalogue',
    'fixtures/settings',
    'fixtures/evidence',
    'fixtures/answers',
    'fixtures/timing',
    'fixtures/preflight/record.ts',
    'fixtures/experiments/record.ts',
    'fixtures/experiments/wait.ts',
    'fixtures/judgement/outcome-log.ts',
    'schemas',
  ],
  bin: ['fixtures', 'reporter', 'schemas', 'host/reference'],
};

/** Files and folders that may import everything: the entrance of specs, the self-tests, Playwright's configuration. */
const MAY_IMPORT_ALL: readonly string[] = ['fixtures/index.ts', 'selftest', 'playwright.config.ts'];

/** Returns the folder of the rules that a file stands in; undefined if no rule names one. */
function ruledFolder(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((folder) => file.startsWith(`${folder}/`));
}

/** Tells whether a path is that of this file or folder, or lies in this folder. */
const isWithin = (one: string, place: string) => one === place || one.startsWith(`${place}/`);

/** Tells whether a file may import another; both are paths from the folder of package.json. */
export function mayImport(file: string, imported: string): boolean {
  if (MAY_IMPORT_ALL.some((one) => isWithin(file, one))) return true;
  const folder = ruledFolder(file);
  if (folder === undefined) return false;
  return [folder, ...(MAY_IMPORT[folder] ?? [])].some((allowed) => isWithin(imported, allowed));
}
