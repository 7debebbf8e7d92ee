/** The timeline of a session that waited, as a picture (SVG) and in words. */
import { isGranted } from '../../fixtures/answers/facts.ts';
import type { Mark, Timeline } from '../../schemas/index.ts';
import { Html, html } from './html.ts';
import { makeScale, type Scale } from './scale.ts';
import { durationInWords } from '../certificate/units.ts';

/** The end of a session, as far as its requests show it. */
interface SeenEnd {
  /** Last moment at which the session surely worked, in seconds since its login. */
  readonly workedAt: number | undefined;
  /** Moment of the first refusal after that, in seconds. */
  readonly refusedAt: number | undefined;
}

/** Returns the moments between which the session ended. */
function seenEnd({ marks }: Timeline): SeenEnd {
  const last = marks.findLast(isGranted);
  const refused = marks.find((mark) => !isGranted(mark) && (last === undefined || mark.left >= last.left));
  return { workedAt: last?.left, refusedAt: refused?.came };
}

function seenInWords(timeline: Timeline): string {
  const { workedAt, refusedAt } = seenEnd(timeline);
  if (refusedAt === undefined)
    return workedAt === undefined ? '' : `still worked at ${durationInWords(workedAt)}`;
  return workedAt === undefined
    ? `refused at ${durationInWords(refusedAt)}`
    : `ended between ${durationInWords(workedAt)} and ${durationInWords(refusedAt)}`;
}

/** Describes the timeline in a sentence. */
export function inOneSentence(timeline: Timeline): string {
  const { due, announced, notObserved } = timeline;
  const parts = [
    seenInWords(timeline),
    due === undefined ? '' : `due to end at ${durationInWords(due)}`,
    announced === undefined ? '' : `its pair announced ${durationInWords(announced)}`,
    notObserved === undefined ? '' : `not observed to its end: ${notObserved}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** Heights in the picture from top to bottom, in pixels: the labels of the ends, the bar, the axis. */
const [ANNOUNCED, DUE, ENDS, BAR, AXIS, HEIGHT] = [12, 28, 34, 60, 100, 124];

function percent(part: number): string {
  return `${(100 * part).toFixed(2)}%`;
}

/** Aligns a label so that it does not run over the edge of the picture. */
function anchor(part: number): string {
  if (part > 0.8) return 'end';
  return part < 0.2 ? 'start' : 'middle';
}

/** Returns the expected ends of the session and the ends of its checks' windows, in seconds. */
function endsOf({ due, announced, windows }: Timeline): number[] {
  return [due, announced, ...windows.flatMap(({ from, to }) => [from, to])].filter(
    (end) => end !== undefined,
  );
}

/** Returns the length of the axis in seconds: up to the last answer, and to ends that are not far beyond. */
function horizonOf(timeline: Timeline): number {
  const last = Math.max(...timeline.marks.map(({ came }) => came));
  return 1.03 * Math.max(last, ...endsOf(timeline).filter((end) => end < 1.6 * last + 1));
}

function end(what: string, at: number | undefined, scale: Scale, horizon: number, row: number): Html {
  if (at === undefined) return html``;
  const label = (part: number, text: string, how: string) =>
    html`<text x="${percent(part)}" y="${row}" text-anchor="${anchor(part)}" class="${how}">${text}</text>`;
  if (at > horizon) return label(1, `${what} ${durationInWords(at)} →`, 'beyond');
  const x = scale.at(at);
  return html`<line
      x1="${percent(x)}"
      x2="${percent(x)}"
      y1="${ENDS}"
      y2="${AXIS}"
      class="${what}"
    />${label(x, `${what} ${durationInWords(at)}`, `label ${what}`)}`;
}

const SHAPES: Readonly<Record<Mark['what'], Html>> = {
  login: html`<path d="M-5 -6 L6 0 L-5 6 Z" />`,
  refresh: html`<path d="M0 -7 L7 0 L0 7 L-7 0 Z" />`,
  touch: html`<circle r="4" />`,
  check: html`<circle r="6" />`,
};
const CROSS = html`<path d="M-6 -6 L6 6 M-6 6 L6 -6" />`;

/** Draws the sign of a request. The shape tells the kind of request, a cross that it was refused. */
export function sign(what: Mark['what'], wasGranted: boolean): Html {
  return html`<g class="${wasGranted ? `mark ${what}` : 'mark refused'}"
    >${wasGranted ? SHAPES[what] : CROSS}</g
  >`;
}

function markAt(mark: Mark, scale: Scale): Html {
  const said = `${mark.what} at ${durationInWords(mark.left)}: ${mark.status}`;
  return html`<svg x="${percent(scale.at(mark.left))}" y="${BAR}" class="at">
    <g>
      <title>${said}</title>
      ${sign(mark.what, isGranted(mark))}
    </g>
  </svg>`;
}

function bar(from: number, to: number, scale: Scale, how: string): Html {
  const [left, right] = [scale.at(from), scale.at(to)];
  return html`<rect
    x="${percent(left)}"
    width="${percent(Math.max(0, right - left))}"
    y="${BAR - 9}"
    height="18"
    class="${how}"
  />`;
}

function axis({ cut, at }: Scale, horizon: number): Html {
  const ticks = cut ? [0, cut.to, horizon] : [0, 0.25, 0.5, 0.75, 1].map((part) => part * horizon);
  const labels = ticks.map((tick) => {
    const x = at(tick);
    return html`<line x1="${percent(x)}" x2="${percent(x)}" y1="${AXIS}" y2="${AXIS + 5}" /><text
        x="${percent(x)}"
        y="${AXIS + 19}"
        text-anchor="${anchor(x)}"
        >${durationInWords(tick)}</text
      >`;
  });
  const broken = cut
    ? html`<line
        x1="${percent(at(cut.from))}"
        x2="${percent(at(cut.to))}"
        y1="${AXIS}"
        y2="${AXIS}"
        class="cut"
      />`
    : '';
  return html`<g class="axis"><line x1="0" x2="100%" y1="${AXIS}" y2="${AXIS}" />${broken}${labels}</g>`;
}

/** Draws the picture. The label says the same in words, for readers who cannot see it. */
export function picture(timeline: Timeline): Html {
  const { marks, windows, due, announced, session } = timeline;
  const horizon = horizonOf(timeline);
  const asked = marks.flatMap(({ left, came }) => [left, came]);
  const scale = makeScale([...endsOf(timeline), ...asked], horizon);
  const { workedAt, refusedAt } = seenEnd(timeline);
  const counted = windows.map(({ asked, from = 0, to = horizon }) => {
    const [left, right] = [scale.at(from), scale.at(Math.min(to, horizon))];
    return html`<rect
      x="${percent(left)}"
      width="${percent(Math.max(0.004, right - left))}"
      y="${ENDS + 6}"
      height="${AXIS - ENDS - 6}"
      class="window ${asked}"
    />`;
  });
  return html`<svg
    class="timeline"
    width="100%"
    height="${HEIGHT}"
    role="img"
    aria-label="${`Timeline of the session “${session}”: ${inOneSentence(timeline)}`}"
  >
    ${counted}${axis(scale, horizon)}
    ${workedAt === undefined ? '' : bar(0, workedAt, scale, 'alive')}${refusedAt === undefined ? '' : bar(workedAt ?? 0, refusedAt, scale, 'ending')}
    ${end('announced', announced, scale, horizon, ANNOUNCED)}${end('due', due, scale, horizon, DUE)}
    ${marks.map((mark) => markAt(mark, scale))}
  </svg>`;
}
