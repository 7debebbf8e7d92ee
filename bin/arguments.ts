/** Takes our own options out of the arguments; what is left is Playwright's. */

/** The value of `NAME VALUE` or `NAME=VALUE`: an empty text where it has none, undefined where it is not there. */
export function takeValue(args: string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const found = args[at];
  if (at < 0 || found === undefined) return undefined;
  const inline = found === name ? undefined : found.slice(name.length + 1);
  const [, following] = args.splice(at, inline === undefined ? 2 : 1);
  return inline ?? following ?? '';
}

/** Whether the option was there. */
export function takeFlag(args: string[], name: string): boolean {
  const at = args.indexOf(name);
  if (at < 0) return false;
  args.splice(at, 1);
  return true;
}
