/** The arguments of small programs, and the end of one that was called wrongly. */
import { parseArgs } from 'node:util';
import { messageOf } from '../fixtures/evidence/error-message.ts';

/** Prints the message and the usage, and ends the program with exit code 2. */
export function failWith(message: string, usage: string): never {
  process.stderr.write(`${message}\n\n${usage}`);
  return process.exit(2);
}

/** Returns the one path that a program takes, or undefined if none is named. */
export function onePath(usage: string): string | undefined {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    if (positionals.length <= 1) return positionals[0];
    return failWith(`${positionals.length} paths are named: one is needed.`, usage);
  } catch (error) {
    return failWith(messageOf(error), usage);
  }
}
