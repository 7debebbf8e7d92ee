/** The header of the page of nights: the hosts with their last verdicts, and the legend. */
import type { HistoryLine } from '../../schemas/index.ts';
import { plural, utc } from '../certificate/units.ts';
import { type Html, html, tableHead } from '../page/html.ts';
import { type Night, NIGHTS } from './nights.ts';
import { dayOf } from './strip.ts';

/** A host with its last nights, of which at least one has a run. */
export interface Nights {
  readonly host: string;
  readonly nights: readonly Night[];
  readonly runs: readonly HistoryLine[];
  readonly last: HistoryLine;
}

const verdictOf = ({ verdict, waived }: HistoryLine) =>
  waived === 0 ? verdict : `${verdict} with ${plural(waived, 'waiver')}`;

/** Shows the verdict of a run. */
export const badge = (line: HistoryLine) =>
  html`<span class="badge ${line.verdict}">${verdictOf(line)}</span>`;

/** Returns the day since which the verdict has been that of the last run. */
function since({ runs, last }: Nights): string {
  const other = runs.findLastIndex(({ verdict }) => verdict !== last.verdict);
  const first = runs[other + 1] ?? last;
  return other < 0 ? `${dayOf(first)} or before` : dayOf(first);
}

/** What a strip shows, by the class of its bars, with the part of the height that stays empty. */
const LEGEND = [
  { name: 'passed', words: 'passed', empty: 60 },
  { name: 'failed', words: 'a MUST failed', empty: 0 },
  { name: 'deviates', words: 'a SHOULD failed', empty: 0 },
  { name: 'waived', words: 'failed, and waived', empty: 0 },
  { name: 'not-tested', words: 'not tested', empty: 40 },
] as const;

/** Makes the header. */
export function historyHeader(all: readonly Nights[]): Html {
  return html`<header>
    <h1>The last ${NIGHTS} nights</h1>
    <p class="subject">Token lifecycle of the Oz Forensics API</p>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of the hosts">
      <table class="hosts">
        ${tableHead('host', 'last verdict', 'since', 'last run', 'version')}
        <tbody>
          ${all.map(
            (one) =>
              html`<tr>
                <th scope="row">${one.host}</th>
                <td>${badge(one.last)}</td>
                <td>${since(one)}</td>
                <td>${utc(one.last.run.start)}</td>
                <td>${one.last.host.version ?? ''}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <ul class="legend" aria-label="Legend">
      ${LEGEND.map(
        ({ name, words, empty }) =>
          html`<li>
            <svg class="strip outcomes sample" aria-hidden="true">
              <rect class="${name}" y="${empty}%" width="100%" height="100%" />
            </svg>
            ${words}
          </li>`,
      )}
      <li>An empty place: no run</li>
    </ul>
  </header>`;
}
