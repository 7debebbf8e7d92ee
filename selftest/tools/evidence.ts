/** The evidence that a run left in a report folder, held against its schemas. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mismatches, type SchemaName } from '../../schemas/index.ts';
import { harMistakes } from './har-schema.ts';

/** The files of a host's evidence with many lines, and with one value. */
const LINES = {
  'exchanges.jsonl': 'evidence/exchange',
  'requests.jsonl': 'evidence/request',
  'outcomes.jsonl': 'evidence/outcome',
} as const;
const WHOLE = {
  'preflight.json': 'evidence/preflight',
  'observations.json': 'evidence/observations',
  'run.json': 'evidence/run',
  'end.json': 'evidence/end',
} as const;

/** The most mistakes that are told of a file. */
const MOST = 3;

/** Returns what does not match the schemas, each with file and line; fails if the run left no exchange. */
export function evidenceMistakes(reportDir: string): string[] {
  const textOf = (name: string) => {
    const file = path.join(reportDir, 'evidence', name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const exchanges = textOf('exchanges.jsonl');
  if (exchanges === undefined) return ['exchanges.jsonl is missing'];
  const lines = Object.entries(LINES).flatMap(([name, schema]) => {
    const written = textOf(name)?.split('\n') ?? [''];
    const broken = written.at(-1) === '' ? [] : [`${name} does not end with a line feed`];
    const wrong = written.slice(0, -1).flatMap((line, nth) => check(`${name}:${nth + 1}`, schema, line));
    return [...broken, ...wrong].slice(0, MOST);
  });
  const files = Object.entries(WHOLE).flatMap(([name, schema]) => {
    const text = textOf(name);
    return text === undefined ? [] : check(name, schema, text).slice(0, MOST);
  });
  return [...lines, ...files, ...archiveMistakes(textOf('exchanges.har'), exchanges).slice(0, MOST)];
}

/** Returns what is wrong with the archive beside these exchanges. */
function archiveMistakes(text: string | undefined, exchanges: string): string[] {
  if (text === undefined) return ['exchanges.har is missing'];
  const archive: { log: { entries: readonly unknown[] } } = JSON.parse(text);
  const [here, there] = [archive.log.entries.length, exchanges.split('\n').length - 1];
  const count = here === there ? [] : [`exchanges.har has ${here} entries for ${there} exchanges`];
  return [...count, ...harMistakes(archive).map((mistake) => `exchanges.har: ${mistake}`)];
}

function check(place: string, schema: SchemaName, text: string): string[] {
  return mismatches(schema, JSON.parse(text)).map((mistake) => `${place}: ${mistake}`);
}
