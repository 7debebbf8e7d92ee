/**
 * Writes gauges in the text format of OpenMetrics. Only what the older text format of Prometheus has as well is used, because a
 * node exporter and a push gateway read that one: no `info`, no `stateset`, no time of a sample.
 */
import { inOneLine } from '../../fixtures/evidence/printable.ts';

/** Labels of a sample, in their order. */
type Labels = Readonly<Record<string, string>>;

/** One value of a gauge. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** A gauge with its values. */
export interface Gauge {
  readonly name: string;
  /** Unit of the values. The name has to end with it. */
  readonly unit?: 'seconds';
  /** Sentence about the gauge, without backslashes, quotes and line ends. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Most characters of a label's value, as a host or a fleet file may have written it. */
const LONGEST = 200;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

/** Writes the value of a label, in one line of harmless characters. */
function labelValue(text: string): string {
  return inOneLine(text, LONGEST).replaceAll(/[\\"\n]/g, (one) => ESCAPES[one] ?? one);
}

function sampleLine(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${labelValue(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

function linesOf({ name, unit, help, samples }: Gauge): string[] {
  if (samples.length === 0) return [];
  return [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
    ...samples.map((sample) => sampleLine(name, sample)),
  ];
}

/** Writes the gauges that have values. */
export function openMetrics(gauges: readonly Gauge[]): string {
  return [...gauges.flatMap(linesOf), '# EOF', ''].join('\n');
}
