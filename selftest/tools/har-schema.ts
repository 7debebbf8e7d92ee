/** The JSON Schemas of HAR 1.2 that another project keeps (har-schema). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { ROOT } from './product.ts';

const FOLDER = path.join(ROOT, 'node_modules/har-schema/lib');

/** Whether the text is an address of RFC 3986 with a host, as the schemas ask for. */
const isUri = (text: string) =>
  /^https?:\/\/[^\s/]+(?:[\w!$&'()*+,\-./:;=?@~]|%[\da-f]{2})*$/i.test(text) && URL.canParse(text);

let validate: ValidateFunction | undefined;

function compiled(): ValidateFunction {
  const schemas = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name): object => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')));
  const meta: object = JSON.parse(
    readFileSync(path.join(ROOT, 'node_modules/ajv/dist/refs/json-schema-draft-06.json'), 'utf8'),
  );
  const ajv = new Ajv({
    // The schemas have words that JSON Schema has not, such as "optional".
    strict: false,
    formats: {
      uri: isUri,
      'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
      ipv4: true,
      ipv6: true,
    },
  });
  ajv.addMetaSchema(meta);
  for (const schema of schemas) ajv.addSchema(schema);
  const found = ajv.getSchema('har.json');
  if (!found) throw new Error('har-schema has no har.json');
  return found;
}

/** Returns what in an archive does not match the schemas. */
export function harMistakes(archive: unknown): string[] {
  validate ??= compiled();
  if (validate(archive)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
