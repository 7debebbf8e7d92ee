/** A row of nights as a picture (SVG) and in words. Pure. */
import type { HistoryLine } from '../../schemas/index.ts';
import { plural } from '../certificate/units.ts';
import { Html, html } from '../page/html.ts';
import { type Night, NIGHTS, type Stretch, stretches } from './nights.ts';

/** Returns the day of a run, as the page names it. */
export const dayOf = ({ run }: HistoryLine) => run.start.slice(0, 10);

/** Returns the left edge of a night, in percent of the width. The last night stands at the right edge. */
function leftOf(night: number, nights: readonly Night[]): number {
  return (100 * (NIGHTS - nights.length + night)) / NIGHTS;
}

/** Returns the days of a stretch in words. */
function daysOf(
  { from, length }: Pick<Stretch<string>, 'from' | 'length'>,
  nights: readonly Night[],
): string {
  const days = nights.slice(from, from + length).flatMap((night) => (night ? [dayOf(night)] : []));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined) return plural(length, 'night');
  return `${first === last ? first : `${first} to ${last}`} (${plural(length, 'night')})`;
}

const inWords = (one: Stretch<string>, nights: readonly Night[]) =>
  `${one.value ?? 'no run'}: ${daysOf(one, nights)}`;

/** Part of the height that is filled, so that outcomes differ by more than their colours. */
const HEIGHTS: Readonly<Record<string, number>> = {
  passed: 40,
  conformant: 40,
  observed: 40,
  'not tested': 60,
  inconclusive: 60,
};

function bar(stretch: Stretch<string>, nights: readonly Night[]): Html {
  const { value, from, length } = stretch;
  if (value === undefined) return html``;
  const height = HEIGHTS[value] ?? 100;
  const [x, width] = [leftOf(from, nights), (100 * length) / NIGHTS];
  return html`<rect
    class="${value.replace(' ', '-')}"
    x="${x.toFixed(3)}%"
    y="${100 - height}%"
    width="${width.toFixed(3)}%"
    height="${height}%"
  >
    <title>${inWords(stretch, nights)}</title>
  </rect>`;
}

function label(stretch: Stretch<string>, nights: readonly Night[]): Html {
  const { value, from, length } = stretch;
  if (value === undefined) return html``;
  return html`<svg
    x="${leftOf(from, nights).toFixed(3)}%"
    width="${((100 * length) / NIGHTS).toFixed(3)}%"
    height="100%"
  >
    <title>${inWords(stretch, nights)}</title>
    <rect width="100%" height="100%" />
    <text x="4" y="15">${value}</text>
  </svg>`;
}

/** Makes a function that draws what something was night by night, a stretch of equal nights at a time. */
function strip(kind: string, draw: typeof bar) {
  return (
    name: string,
    nights: readonly Night[],
    valueOf: (line: HistoryLine) => string | undefined,
  ): Html => {
    const found = stretches(nights, valueOf);
    const words = found.map((one) => inWords(one, nights)).join('; ');
    return html`<svg class="strip ${kind}" role="img" aria-label="${name}: ${words}">
      ${found.map((one) => draw(one, nights))}
    </svg>`;
  };
}

/** Draws how something ended night by night. */
export const outcomeStrip = strip('outcomes', bar);

/** Draws which text something had night by night, for example a version. */
export const textStrip = strip('texts', label);

/** Most months whose beginnings are named, so that the names have room. */
const MONTHS_NAMED = 5;

/** Draws the axis: the beginning of each month, or the first and the last day if there are many months. */
export function axis(nights: readonly Night[]): Html {
  const months = stretches(nights, (line) => line.run.start.slice(0, 7)).filter(
    ({ value }) => value !== undefined,
  );
  const begun = months.filter(({ value }, nth) => nth > 0 && months[nth - 1]?.value !== value);
  const ticks = begun.length > MONTHS_NAMED ? [] : begun;
  return html`<svg class="strip axis" aria-hidden="true">
    ${ticks.map(({ from, value }) => {
      const x = `${leftOf(from, nights).toFixed(3)}%`;
      return html`<line x1="${x}" x2="${x}" y2="100%" /><text x="${x}" dx="4" y="12">${value}</text>`;
    })}
  </svg>`;
}
