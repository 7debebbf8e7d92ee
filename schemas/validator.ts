/** The validators of our JSON Schemas, each compiled when it is first needed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Ajv2020, Options, ValidateFunction } from 'ajv/dist/2020.js';

/** The schemas of this folder. */
export type SchemaName =
  | 'pair'
  | 'error'
  | 'certificate'
  | 'any-certificate'
  | 'overview'
  | 'history-line'
  | 'envelope'
  | 'statement'
  | 'waivers'
  | 'fleet'
  | EvidenceSchema;

/** The schemas of the evidence's files: of a whole file, or of a line where the file has many. */
type EvidenceSchema =
  `evidence/${'exchange' | 'request' | 'outcome' | 'run' | 'end' | 'preflight' | 'observations' | 'answer'}`;

/** The schemas that those of the evidence refer to. */
const SHARED = [
  'certificate',
  'evidence/answer',
  'evidence/exchange',
] as const satisfies readonly SchemaName[];

/** Whether this text is a day of the calendar, which 2027-02-30 is not. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The words of our own in schemas: what is wrong, by the keyword that does not hold, and what to write instead. */
export const VOCABULARY: Pick<Options, 'keywords' | 'formats'> = {
  keywords: ['x-wrong', 'x-write'],
  formats: { day: isDay },
};

/** Makes the validator, which is loaded late: it takes a tenth of a second, and not every process needs it. */
function newAjv(): Ajv2020 {
  const loaded: typeof import('ajv/dist/2020.js') = require('ajv/dist/2020.js');
  return new loaded.Ajv2020({
    ...VOCABULARY,
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    // An error then has the part of the schema that does not hold.
    verbose: true,
    // Self-tests check the schemas themselves: every process would spend a tenth of a second on that.
    validateSchema: false,
  });
}

let ajv: Ajv2020 | undefined;
const compiled = new Map<SchemaName, ValidateFunction>();
const added = new Set<SchemaName>();

/** Adds a schema to the validator. */
function add(to: Ajv2020, name: SchemaName): void {
  if (added.has(name)) return;
  to.addSchema(JSON.parse(readFileSync(path.join(__dirname, `${name}.schema.json`), 'utf8')));
  added.add(name);
}

/** Returns the validator of this schema. */
export function validator(name: SchemaName): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  ajv ??= newAjv();
  add(ajv, name);
  if (name.startsWith('evidence/')) for (const shared of SHARED) add(ajv, shared);
  const made = ajv.getSchema(`urn:oz-auth-conformance:${name}`);
  if (!made) throw new Error(`schemas/${name}.schema.json has another $id than its name`);
  compiled.set(name, made);
  return made;
}
