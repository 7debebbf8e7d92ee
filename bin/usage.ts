/** How the small programs say what is wrong with what they were given. */

/** Ends the program with the exit code 2, which says that nothing could be done, and shows how it is used. */
export function failWith(message: string, usage: string): never {
  process.stderr.write(`${message}\n\n${usage}`);
  return process.exit(2);
}
