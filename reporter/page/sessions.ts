/** The section with the timelines of the sessions that waited. */
import type { Timeline } from '../../schemas/index.ts';
import { type Html, html, tableHead } from './html.ts';
import { sessionAnchor } from './requirement.ts';
import type { Section } from './section.ts';
import { inOneSentence, picture, sign } from './timeline.ts';
import { durationInWords } from '../certificate/units.ts';

const LEGEND: ReadonlyArray<readonly [Html, string]> = [
  [sign('login', true), 'login'],
  [sign('refresh', true), 'refresh'],
  [sign('touch', true), 'request that extends the session'],
  [sign('check', true), 'check, granted'],
  [sign('check', false), 'refused'],
];

/** Makes a picture and a table of requests for each session; returns no section if no session waited. */
export function sessionsSection(timelines: readonly Timeline[]): Section[] {
  if (timelines.length === 0) return [];
  const legend = LEGEND.map(
    ([shape, label]) =>
      html`<li>
        <svg class="key" width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">${shape}</svg>
        ${label}
      </li>`,
  );
  const pictures = timelines.map((timeline) => {
    const { session, account, period, marks } = timeline;
    const rows = marks.map(
      ({ what, left, status, requestId }) =>
        html`<tr>
          <td>${durationInWords(left)}</td>
          <td>${what}</td>
          <td>${status}</td>
          <td><code>${requestId}</code></td>
        </tr>`,
    );
    return html`<figure id="${sessionAnchor(session)}">
      <figcaption>
        <b>${session}</b> <small>(account ${account}, period ${durationInWords(period)})</small
        ><br />${inOneSentence(timeline)}
      </figcaption>
      ${picture(timeline)}
      <details>
        <summary>Its requests</summary>
        <table>
          ${tableHead('at', 'what', 'status', 'X-Request-Id')}
          <tbody>
            ${rows}
          </tbody>
        </table>
      </details>
    </figure>`;
  });
  const body = html`<p>
      Each session waited by itself, all at the same time. Time runs from its login to the right; a long wait
      is drawn short, with a dashed axis. The thick bar is the time in which the session surely worked; the
      outlined bar after it, the time in which it ended. The shaded field is where the check counted: outside
      of it, the outcome would have proved nothing.
    </p>
    <ul class="legend">
      ${legend}
    </ul>
    ${pictures}`;
  return [{ id: 'lives', title: 'How the sessions lived', body }];
}
