/** What is wrong in a settings file, by its schema, in words that say what to write instead. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { type SchemaName, validator } from './validator.ts';

export type { Variable } from './fleet-types.ts';
export type { WaiverEntry } from './waivers-types.ts';

/** A part of a file that does not match the schema. */
export interface Mistake {
  /** The keys on the way from the top to that part, or to the map that lacks a key. */
  readonly path: readonly string[];
  /** The key that the map lacks. */
  readonly missing?: string;
  /** Whether the schema has no such key as the last one of the path. */
  readonly unknown?: true;
  /** `is missing`, to stand behind the key; a whole sentence if the part has no key of its own. */
  readonly wrong: string;
  /** What to write instead; empty if the schema does not say. */
  readonly write: string;
}

/** The errors that only wrap others. */
const WRAPPERS: ReadonlySet<string> = new Set(['anyOf', 'propertyNames']);

/**
 * Returns the mistakes in the value of a settings file; none if the value matches its schema. Of each part only the first is told,
 * as further ones, and those of what is in the part, follow from it.
 */
export function mistakesIn(name: Extract<SchemaName, 'waivers' | 'fleet'>, value: unknown): Mistake[] {
  const validate = validator(name);
  if (validate(value)) return [];
  const mistakes: Mistake[] = [];
  for (const error of validate.errors ?? []) {
    if (WRAPPERS.has(error.keyword)) continue;
    const mistake = mistakeOf(error);
    if (!mistakes.some((earlier) => covers(earlier, mistake))) mistakes.push(mistake);
  }
  return mistakes;
}

/** Whether a mistake is one of the same part, or of a part within. */
function covers(earlier: Mistake, { path, missing }: Mistake): boolean {
  const within = earlier.path.every((key, nth) => key === path[nth]);
  return (
    within &&
    (earlier.missing === undefined || (earlier.missing === missing && earlier.path.length === path.length))
  );
}

function mistakeOf(error: ErrorObject): Mistake {
  const { keyword, params, parentSchema: schema, data } = error;
  const path = keysOf(error.instancePath);
  const own = text(schema, 'x-wrong', keyword);
  const write = text(schema, 'x-write');
  if (keyword === 'additionalProperties') {
    const known = Object.keys(Object(within(schema, 'properties')));
    return {
      path: [...path, String(params['additionalProperty'])],
      unknown: true,
      wrong: own,
      write: path.length === 0 ? write : `one of ${known.join(', ')}`,
    };
  }
  if (keyword === 'required') {
    const missing = String(params['missingProperty']);
    if (own) return { path, wrong: own, write };
    return { path, missing, wrong: 'is missing', write: text(schema, 'properties', missing, 'x-write') };
  }
  // The name of a key is what does not match.
  if (error.propertyName !== undefined) return { path: [...path, error.propertyName], wrong: own, write };
  if (keyword === 'format') return { path, wrong: `is ${quoted(data)}, ${own}`, write };
  const isEmpty = data === null || (typeof data === 'string' && data.trim() === '');
  return { path, wrong: own || (isEmpty ? 'is missing' : 'is no text'), write };
}

/** The keys in a JSON Pointer (RFC 6901). */
function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at the end of this way into a schema; undefined if the way leads nowhere. */
function within(schema: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    schema,
  );
}

function text(schema: unknown, ...keys: readonly string[]): string {
  const found = within(schema, ...keys);
  return typeof found === 'string' ? found : '';
}

/** Quotes a value of a file, so that no control character reaches the terminal. */
export function quoted(value: unknown): string {
  const text = String(value);
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
