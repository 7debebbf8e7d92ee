/** Options of a program that hands all others on to Playwright. */

/** Takes `NAME VALUE` or `NAME=VALUE` out of the arguments; returns '' if no value follows, undefined if NAME is missing. */
export function takeValue(args: string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const found = args[at];
  if (at < 0 || found === undefined) return undefined;
  const inline = found === name ? undefined : found.slice(name.length + 1);
  const [, following] = args.splice(at, inline === undefined ? 2 : 1);
  return inline ?? following ?? '';
}

/** Takes a flag out of the arguments, and tells whether it was there. */
export function takeFlag(args: string[], name: string): boolean {
  const at = args.indexOf(name);
  if (at < 0) return false;
  args.splice(at, 1);
  return true;
}
