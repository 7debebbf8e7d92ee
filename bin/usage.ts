/** The end of a program that was called wrongly. */

/** Prints the message and the usage, and ends the program with exit code 2. */
export function failWith(message: string, usage: string): never {
  process.stderr.write(`${message}\n\n${usage}`);
  return process.exit(2);
}
