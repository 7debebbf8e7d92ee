/** A strict reader of the text format of OpenMetrics, as far as gauges go. It follows the grammar of the specification. */

/** What is said of a metric family. */
interface Family {
  type?: string;
  unit?: string;
  help?: string;
}

/** One sample. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y;
const NUMBER = /^[+-]?(\d+(\.\d*)?([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)$/;

const unescaped = (text: string) =>
  text.replaceAll(/\\([\\"n])/g, (_, one: string) => (one === 'n' ? '\n' : one));

/** Writes labels in a way that does not depend on their order. */
function keyOf(labels: Readonly<Record<string, string>>): string {
  const names = Object.keys(labels).toSorted((one, two) => (one < two ? -1 : 1));
  return JSON.stringify(names.map((name) => [name, labels[name]]));
}

function labelsIn(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, label = '', value = '', end] = LABEL.exec(text) ?? [];
    if (end === undefined || label in labels) throw new Error(`these are no labels: ${text}`);
    labels[label] = unescaped(value);
  }
  return labels;
}

/**
 * Reads metrics.
 * @throws {Error} if the text breaks a rule of the format.
 */
export function readOpenMetrics(text: string) {
  const families = new Map<string, Family>();
  const samples: Sample[] = [];
  const closed = new Set<string>();
  let current = '';
  const enter = (name: string): Family => {
    if (name !== current) {
      if (closed.has(name)) throw new Error(`${name} stands in two places`);
      closed.add(current);
      current = name;
    }
    const family = families.get(name) ?? {};
    families.set(name, family);
    return family;
  };
  if (!text.endsWith('\n# EOF\n')) throw new Error('there is no # EOF at the end');
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const [, keyword, described = '', said = ''] =
      new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (.+)$`).exec(line) ?? [];
    if (keyword !== undefined) {
      const family = enter(described);
      const field = { TYPE: 'type', UNIT: 'unit', HELP: 'help' } as const;
      const name = field[keyword === 'TYPE' || keyword === 'UNIT' ? keyword : 'HELP'];
      if (family[name] !== undefined || samples.some((one) => one.name === described))
        throw new Error(`too late or twice: ${line}`);
      if (name === 'unit' && !described.endsWith(`_${said}`)) throw new Error(`another unit: ${line}`);
      family[name] = said;
      continue;
    }
    const [, name = '', labels = '', value = ''] =
      new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`, 'u').exec(line) ?? [];
    if (!NUMBER.test(value)) throw new Error(`this is no sample: ${line}`);
    if (enter(name).type !== 'gauge') throw new Error(`${name} is no gauge`);
    samples.push({ name, labels: labelsIn(labels), value: Number(value) });
  }
  const keys = samples.map(({ name, labels }) => name + keyOf(labels));
  if (new Set(keys).size !== keys.length) throw new Error('a sample stands there twice');
  const of = (short: string) => samples.filter(({ name }) => name === `oz_auth_conformance_${short}`);
  return {
    families,
    samples,
    /** Returns the labels of all samples of a gauge. */
    labelsOf: (short: string) => of(short).map(({ labels }) => labels),
    /** Returns the value of the gauge with just these labels; undefined if it has none. */
    valueOf: (short: string, labels: Readonly<Record<string, string>>) =>
      of(short).find((one) => keyOf(one.labels) === keyOf(labels))?.value,
  };
}
