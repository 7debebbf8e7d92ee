/** How long the host took to answer, as a table. */
import type { ResponseTimes } from '../../schemas/index.ts';
import { inMilliseconds } from '../certificate/units.ts';
import { html, tableHead } from './html.ts';
import type { Section } from './section.ts';

/** The section of the times; none where nothing was asked. */
export function responseTimesSection(figures: readonly ResponseTimes[]): Section[] {
  if (figures.length === 0) return [];
  const rows = figures.map(
    ({ endpoint, requests, median, p95, worst }) =>
      html`<tr>
        <th scope="row">${endpoint}</th>
        <td>${requests}</td>
        <td>${inMilliseconds(median)}</td>
        <td>${inMilliseconds(p95)}</td>
        <td>${inMilliseconds(worst)}</td>
      </tr>`,
  );
  const body = html`<p>
      For information: from the leaving of a request to the end of its answer, seen from where the suite ran.
      Requests that were sent at the same moment don't count.
    </p>
    <table>
      ${tableHead('endpoint', 'requests', 'median', '95 % within', 'worst')}
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  return [{ id: 'times', title: 'How long the answers took', body }];
}
