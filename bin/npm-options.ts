/**
 * The options of a program as its user wrote them. Without `--` before them, as PowerShell drops it, npm takes options
 * for its own and hands them on in the environment only.
 */

/** The options of a program. */
interface Options {
  /** As in `npm run NAME`. */
  readonly program: string;
  readonly flags?: readonly string[];
  /** Those that a value follows. */
  readonly values?: readonly string[];
  /** Whether it takes arguments beside its options. */
  readonly positionals: boolean;
  /** Options that are handed on to another program: what they mean is not known here. */
  readonly further?: readonly string[];
}

/** What a program is started with. */
interface Given {
  readonly args: readonly string[];
  readonly environment: Readonly<Partial<Record<string, string>>>;
}

/** What npm takes for one of its own that begins alike. */
const TAKEN_FOR: Readonly<Record<string, string>> = { to: 'token-description' };

const variable = (option: string) => `npm_config_${option.replaceAll('-', '_')}`;

/**
 * The arguments, with the options that npm kept for itself put back.
 * @param fail is told where it is not known what was meant, with what to write instead.
 * @param given what the program was started with.
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
  // Of an option and its value npm leaves the value: here is which of the arguments it is, if that can be told.
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

/** Whether npm was given this flag. It takes the "no-" of one away, and empties what is left. */
function isSet(flag: string, held: (option: string) => string | undefined): boolean {
  const negated = flag.startsWith('no-') && held(flag.slice('no-'.length)) === '';
  return negated || held(flag) === 'true';
}

function unclear(program: string, options: readonly string[]): string {
  const all = options.map((option) => `--${option}`).join(' ');
  const [one, it] = options.length === 1 ? ['this option', 'it'] : ['these options', 'them'];
  return `npm has taken ${one} for its own: ${all}. Write ${it} behind a "--": npm run ${program} -- ${all} …; in PowerShell, which may drop the --, npm.cmd run ${program} -- ${all} …`;
}
