/**
 * The options of a program as the user wrote them. If no `--` stands before them, which PowerShell drops, npm takes them for
 * its own options and hands them on in the environment only.
 */

/** Options that a program has. */
interface Options {
  /** Name of the program, as in `npm run NAME`. */
  readonly program: string;
  readonly flags?: readonly string[];
  /** Options that a value follows. */
  readonly values?: readonly string[];
  /** Whether the program takes arguments beside its options. */
  readonly positionals: boolean;
  /** Options that are handed on to another program, so that their meaning is not known here. */
  readonly further?: readonly string[];
}

/** Arguments and environment of a process. */
interface Given {
  readonly args: readonly string[];
  readonly environment: Readonly<Partial<Record<string, string>>>;
}

/** Options that npm takes for the beginning of an option of its own. */
const TAKEN_FOR: Readonly<Record<string, string>> = { to: 'token-description' };

const variable = (option: string) => `npm_config_${option.replaceAll('-', '_')}`;

/**
 * Returns the arguments, with the options that npm kept for itself put back.
 * @param fail ends the program if the user's meaning is unclear; the message says what to write instead.
 * @param given arguments and environment, by default those of this process.
 */
export function argumentsFrom(
  { program, flags = [], values = [], positionals, further = [] }: Options,
  fail: (message: string) => never,
  { args, environment }: Given = { args: process.argv.slice(2), environment: process.env },
): string[] {
  const here = environment['npm_lifecycle_event'] === program;
  const held = (option: string) => {
    const alike = TAKEN_FOR[option];
    const own = environment[variable(option)];
    return own ?? (here && alike !== undefined ? environment[variable(alike)] : undefined);
  };
  const isHere = (option: string) =>
    args.some((one) => one === `--${option}` || one.startsWith(`--${option}=`));
  const kept = flags.filter((flag) => !isHere(flag) && isSet(flag, held));
  const chosen = values.flatMap((option) => {
    const value = isHere(option) ? undefined : held(option);
    return value === undefined || value === '' ? [] : [{ option, value }];
  });
  const alien = here ? further.filter((option) => !isHere(option) && held(option) !== undefined) : [];
  const open = chosen.filter(({ value }) => value === 'true');
  const loose = args.filter((one) => !one.startsWith('-'));
  // Of `--option VALUE` npm keeps the option and leaves the value among the arguments. The value is known if it is alone.
  const [only] = open.length === 1 && loose.length === 1 && !positionals ? loose : [];
  if (alien.length > 0 || (open.length > 0 && only === undefined))
    fail(unclear(program, [...kept, ...chosen.map(({ option }) => option), ...alien]));
  const rest = only === undefined ? [...args] : args.toSpliced(args.indexOf(only), 1);
  return [
    ...kept.map((flag) => `--${flag}`),
    ...chosen.map(
      ({ option, value }) => `--${option}=${value === 'true' && only !== undefined ? only : value}`,
    ),
    ...rest,
  ];
}

/** Tells whether npm was given this flag. For `--no-open` npm stores an empty value under `open`. */
function isSet(flag: string, held: (option: string) => string | undefined): boolean {
  const negated = flag.startsWith('no-') && held(flag.slice('no-'.length)) === '';
  return negated || held(flag) === 'true';
}

function unclear(program: string, options: readonly string[]): string {
  const all = options.map((option) => `--${option}`).join(' ');
  const [one, it] = options.length === 1 ? ['this option', 'it'] : ['these options', 'them'];
  return `npm has taken ${one} for its own: ${all}. Write ${it} behind a "--": npm run ${program} -- ${all} …; in PowerShell, which may drop the --, npm.cmd run ${program} -- ${all} …`;
}
