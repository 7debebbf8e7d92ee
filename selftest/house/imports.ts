/** The imports of a file, and those of them that break the rules. */
import path from 'node:path';
import { mayImport } from './rules.ts';

/** An import or a re-export of a file of this project, static or not, as Prettier writes it. */
const IMPORT = /(?:\bfrom|\bimport\(?) ?'(\.[^']+)'/g;

/** Returns the files of this project that a file imports, types included, as paths from the folder of package.json. */
export function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, name = '']) => path.posix.join(path.posix.dirname(file), name));
}

/** Returns a sentence for each import of a file that its folder may not make. */
export function brokenRules(file: string, imported: readonly string[]): string[] {
  return imported.filter((one) => !mayImport(file, one)).map((one) => `${file} imports ${one}`);
}
