/** `npm run types:generate`: writes types.ts from the schemas, so that the two cannot differ. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileFromFile } from 'json-schema-to-typescript';

const FILE = path.join(import.meta.dirname, 'types.ts');

/** The types of the certificate, as they follow from its schema. */
export async function certificateTypes(): Promise<string> {
  return compileFromFile(path.join(import.meta.dirname, 'certificate.schema.json'), {
    bannerComment: '// Made from certificate.schema.json by `npm run types:generate`; never edited by hand.',
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 110 },
  });
}

if (process.argv[1] === import.meta.filename) {
  const before = readFileSync(FILE, { encoding: 'utf8', flag: 'a+' });
  const made = await certificateTypes();
  if (made !== before) writeFileSync(FILE, made);
}
