/** `npm run types:generate`: writes the types from the schemas, so that the two cannot differ. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileFromFile } from 'json-schema-to-typescript';

/** Schemas that types are generated from, and the files of these types. */
export const GENERATED = {
  'certificate.schema.json': 'types.ts',
  'overview.schema.json': 'overview-types.ts',
  'history-line.schema.json': 'history-types.ts',
  'waivers.schema.json': 'waivers-types.ts',
  'fleet.schema.json': 'fleet-types.ts',
} as const;

/** Generates the types of a schema. */
export async function typesOf(schema: keyof typeof GENERATED): Promise<string> {
  return compileFromFile(path.join(__dirname, schema), {
    bannerComment: `// Made from ${schema} by \`npm run types:generate\`; never edited by hand.`,
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 110 },
  });
}

/** The names of those schemas. */
export const TYPED = [
  'certificate.schema.json',
  'overview.schema.json',
  'history-line.schema.json',
  'waivers.schema.json',
  'fleet.schema.json',
] as const satisfies ReadonlyArray<keyof typeof GENERATED>;

async function generate(): Promise<void> {
  for (const schema of TYPED) {
    const file = path.join(__dirname, GENERATED[schema]);
    const before = readFileSync(file, { encoding: 'utf8', flag: 'a+' });
    const made = await typesOf(schema);
    if (made !== before) writeFileSync(file, made);
  }
}

if (process.argv[1] === __filename) void generate();
