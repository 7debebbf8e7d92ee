/** The section with the response times. */
import type { ResponseTimes } from '../../schemas/index.ts';
import { inMilliseconds } from '../certificate/units.ts';
import { html, tableHead } from './html.ts';
import type { Section } from './section.ts';

/** Makes the table of response times; returns no section if nothing was asked. */
export function responseTimesSection(times: readonly ResponseTimes[]): Section[] {
  if (times.length === 0) return [];
  const rows = times.map(
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
