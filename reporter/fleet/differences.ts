/** The table of what is not the same on all hosts of a fleet: requirement × host. */
import { type Html, html } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Difference, Overview } from '../../schemas/index.ts';

type Outcome = Difference['outcomes'][number]['outcome'];

const SIGNS: Readonly<Record<Outcome, string>> = {
  passed: '✓',
  failed: '✗',
  waived: '~',
  deviates: '≠',
  'not tested': '?',
  observed: '·',
  absent: '–',
};

function cell(outcome: Outcome): Html {
  return html`<td class="${outcome.replace(' ', '-')}">
    <span aria-hidden="true">${SIGNS[outcome]}</span><span class="unseen">${outcome}</span>
  </td>`;
}

/** Makes the section with the table; returns no section if nothing differs. */
export function differencesSection({ hosts, differences }: Overview): Section[] {
  if (differences.length === 0) return [];
  const legend = Object.entries(SIGNS).map(([outcome, sign]) => html`<li><b>${sign}</b> ${outcome}</li>`);
  const rows = differences.map(({ id, level, outcomes }) => {
    const on = new Map(outcomes.flatMap((one) => one.hosts.map((name) => [name, one.outcome] as const)));
    return html`<tr>
      <th scope="row"><code>${id}</code> <small>${level}</small></th>
      ${hosts.map(({ name }) => cell(on.get(name) ?? 'absent'))}
    </tr>`;
  });
  const body = html`<ul class="legend">
      ${legend}
    </ul>
    <div class="scroll" tabindex="0" role="region" aria-label="Requirements by host">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">requirement</th>
            ${hosts.map(({ name }) => html`<th scope="col"><span class="upright">${name}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
  return [{ id: 'differences', title: 'What is not the same on all hosts', body }];
}
