/** Which folder may import which: data flows one way, and whoever opens a folder knows what it can depend on. */

/** For each folder, the folders whose files it may import, types included; a folder's own files are always allowed. */
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
    'fixtures/timing',
  ],
  /** What specs are given, and nothing else of it: fixtures/index.ts. */
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

/** These may import what they like: the entrance of specs, and the suite's own tests. */
const MAY_IMPORT_ALL: readonly string[] = ['fixtures/index.ts', 'selftest', 'playwright.config.ts'];

/** The folder of the rules that a file stands in; undefined if it has none. */
function ruledFolder(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((folder) => file.startsWith(`${folder}/`));
}

/** Whether a path is this one, or in it. */
const stands = (one: string, within: string) => one === within || one.startsWith(`${within}/`);

/** Whether a file may import another one; both are paths from the folder of package.json. */
export function mayImport(file: string, imported: string): boolean {
  if (MAY_IMPORT_ALL.some((one) => stands(file, one))) return true;
  const folder = ruledFolder(file);
  if (folder === undefined) return false;
  return [folder, ...(MAY_IMPORT[folder] ?? [])].some((allowed) => stands(imported, allowed));
}
