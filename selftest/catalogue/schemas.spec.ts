/** Tests the schemas: they are valid, the types are generated from them, and a mismatch is a sentence. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { GENERATED, TYPED, typesOf } from '../../schemas/generate.ts';
import { isPair, mismatches, type SchemaName } from '../../schemas/index.ts';
import { VOCABULARY } from '../../schemas/validator.ts';
import { expect, ROOT, test } from '../tools/certify.ts';

const NAMES = [
  'pair',
  'error',
  'certificate',
  'any-certificate',
  'overview',
  'history-line',
  'envelope',
  'statement',
  'waivers',
  'fleet',
  'evidence/exchange',
  'evidence/request',
  'evidence/outcome',
  'evidence/run',
  'evidence/end',
  'evidence/preflight',
  'evidence/observations',
  'evidence/answer',
] as const;
const readSchema = (name: SchemaName): { $id?: string; description?: string; examples?: unknown[] } =>
  JSON.parse(readFileSync(path.join(ROOT, 'schemas', `${name}.schema.json`), 'utf8'));
for (const name of NAMES satisfies readonly SchemaName[])
  test(`the ${name} schema has an id, a description, and examples that match it`, () => {
    const schema = readSchema(name);
    const others = NAMES.filter((other) => other !== name).map(readSchema);

    // Validates the schema itself, which a run leaves out to save time.
    new Ajv2020({ ...VOCABULARY, strict: true, allowUnionTypes: true, schemas: others }).compile(schema);
    expect(schema.$id).toBe(`urn:oz-auth-conformance:${name}`);
    expect(schema.description).toMatch(/\w/);
    expect(schema.examples?.length).toBeGreaterThan(0);
    for (const example of schema.examples ?? []) expect(mismatches(name, example)).toEqual([]);
  });

test('this version makes certificates as all versions do', () => {
  const schema: { examples: unknown[] } = JSON.parse(
    readFileSync(path.join(ROOT, 'schemas/certificate.schema.json'), 'utf8'),
  );

  for (const example of schema.examples) expect(mismatches('any-certificate', example)).toEqual([]);
});

for (const schema of TYPED)
  test(`the types are those of ${schema}`, async () => {
    const types = readFileSync(path.join(ROOT, 'schemas', GENERATED[schema]), 'utf8');

    expect(types).toBe(await typesOf(schema));
  });

test('a mismatch is a sentence, without the value', () => {
  const secret = 'planted-secret';

  expect(mismatches('pair', { access_token: 7, expire_token: '' })).toEqual([
    '`access_token` is a number; the page says that it is a token',
    '`expire_token` is empty',
  ]);
  expect(mismatches('pair', { expire_token: secret })).toEqual(['the answer has no `access_token`']);
  expect(mismatches('pair', [secret])).toEqual(['the answer is a list; an object is asked for']);
  expect(mismatches('error', { error_code: secret, error_message: null, details: {} })).toEqual([
    '`error_code` is text; a whole number is asked for',
    '`error_message` is null; text is asked for',
  ]);
});

test('a pair is what its schema says', () => {
  const tokens = ['a', '', ' ', 0, null, undefined, ['a'], {}];
  const values = tokens.flatMap((access_token) =>
    tokens.map((expire_token) => ({ access_token, expire_token })),
  );
  const others = [undefined, null, 'a', 7, [], {}, { access_token: 'a' }];

  for (const value of [...values, ...others])
    expect(isPair(value), JSON.stringify(value)).toBe(mismatches('pair', value).length === 0);
});

test('a pair may carry more, and is nothing less', () => {
  expect(isPair({ access_token: 'a', expire_token: 'b', user: {} })).toBe(true);
  for (const value of [null, 'text', {}, { access_token: 'a' }, { access_token: 'a', expire_token: null }])
    expect(isPair(value)).toBe(false);
});
