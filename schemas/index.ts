/** Validation by the JSON Schemas of answers, certificates, overviews and signatures, with mismatches as sentences. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { type SchemaName, validator } from './validator.ts';

export type {
  AppliedWaiver,
  Certificate,
  Exchange,
  Figure as ResponseTimes,
  Mark,
  RequirementResult,
  Timeline,
  Window,
} from './types.ts';

export type { Difference, HostInOverview, Overview, Since } from './overview-types.ts';

export type { HistoryLine } from './history-types.ts';

export type { SchemaName } from './validator.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object',
  array: 'a list',
  boolean: 'true or false',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return TYPES[typeof value] ?? typeof value;
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      value,
    );
}

/** Describes a mismatch. The value itself is never shown, as it may be a secret. */
function sentence(error: ErrorObject, value: unknown): string {
  const place =
    error.instancePath === '' ? 'the answer' : `\`${error.instancePath.slice(1).replaceAll('/', '.')}\``;
  if (error.keyword === 'required') return `${place} has no \`${error.params['missingProperty']}\``;
  if (error.keyword === 'minLength') return `${place} is empty`;
  if (error.keyword === 'type') {
    if (error.instancePath.endsWith('_token'))
      return `${place} is ${kindOf(at(value, error.instancePath))}; the page says that it is a token`;
    const wanted = [error.params['type']].flat().map((type) => TYPES[String(type)] ?? String(type));
    return `${place} is ${kindOf(at(value, error.instancePath))}; ${wanted.join(' or ')} is asked for`;
  }
  return `${place} ${error.message ?? 'does not match the schema'}`;
}

/** Returns a sentence for each mismatch of the value with the schema; an empty list if the value matches. */
export function mismatches(name: SchemaName, value: unknown): string[] {
  const validate = validator(name);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => sentence(error, value));
}

/** A pair of tokens (S2, S8). */
export interface Pair {
  readonly access_token: string;
  readonly expire_token: string;
}

const isToken = (value: unknown) => typeof value === 'string' && value !== '';

/**
 * Tells whether the value holds a pair of tokens. The rule is that of `pair.schema.json`, as a self-test checks; the
 * processes that only ask for this start without ajv.
 */
export function isPair(value: unknown): value is Pair {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return ['access_token', 'expire_token'].every(
    (name) => Object.hasOwn(value, name) && isToken(Reflect.get(value, name)),
  );
}
