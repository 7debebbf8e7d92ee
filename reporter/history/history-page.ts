/** `history.html`: the last nights of each host on one HTML page, in the form of a certificate's page. Pure but for reading the style. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HistoryLine } from '../../schemas/index.ts';
import type { OutcomeWord } from '../certificate/outcome.ts';
import { plural, utc } from '../certificate/units.ts';
import { frame } from '../page/frame.ts';
import { type Html, html, tableHead } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import { type Change, changesIn, lastNights, NIGHTS, runsIn, sortRequirements } from './nights.ts';
import { badge, historyHeader, type Nights } from './history-header.ts';
import { axis, dayOf, outcomeStrip, textStrip } from './strip.ts';

const STYLE = readFileSync(path.join(__dirname, 'style.css'), 'utf8');

function row(name: Html | string, strip: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${strip}</dd>
  </div>`;
}

function strips({ nights }: Nights, eventful: readonly string[]): Html {
  return html`<dl class="strips">
    ${row('', axis(nights))}
    ${row(
      'Verdict',
      outcomeStrip('Verdict', nights, ({ verdict }) => verdict),
    )}
    ${row(
      'Version of the host',
      textStrip('Version of the host', nights, ({ host }) => host.version),
    )}
    ${row(
      'Version of the suite',
      textStrip('Version of the suite', nights, ({ suite }) => suite.version),
    )}
    ${eventful.map((id) =>
      row(
        html`<code>${id}</code>`,
        outcomeStrip(id, nights, ({ outcomes }) => outcomes[id]),
      ),
    )}
  </dl>`;
}

/** Most requirements that one line names, and number from which on they are only counted. */
const [NAMED, COUNTED] = [6, 20];

function named(ids: readonly string[]): Html {
  if (ids.length >= COUNTED) return html`${plural(ids.length, 'requirement')}`;
  const shown = ids.slice(0, ids.length > NAMED ? NAMED - 1 : NAMED);
  const more = ids.length - shown.length;
  return html`${shown.map((id, nth) => html`${nth === 0 ? '' : ', '}<code>${id}</code>`)}${more === 0 ? '' : ` and ${more} more`}`;
}

const KINDS = [
  ['failed', 'fails'],
  ['deviates', 'fails (SHOULD)'],
  ['waived', 'fails, and is waived'],
  ['not tested', 'could not be tested'],
  ['passed', 'passes'],
  ['observed', 'is observed'],
  ['as before', 'is tested again, and is as before'],
] as const;

function changed(before: string | undefined, now: string | undefined, what: string): Html[] {
  if (before === now) return [];
  return [html`<li>${what}: ${before ?? 'none'} → <b>${now ?? 'none'}</b></li>`];
}

function change({ line, before, versionBefore, requirements }: Change): Html {
  return html`<li class="card ${line.verdict}">
    <p><b>${dayOf(line)}</b> ${badge(line)} <small>compared with ${dayOf(before)}</small></p>
    <ul>
      ${line.host.version === undefined ? '' : changed(versionBefore, line.host.version, 'version of the host')}
      ${changed(before.suite.version, line.suite.version, 'version of the suite')}
      ${KINDS.flatMap(([kind, words]) => {
        const ids = requirements.get(kind) ?? [];
        return ids.length === 0 ? [] : [html`<li>${words}: ${named(ids)}</li>`];
      })}
    </ul>
  </li>`;
}

/** Returns the requirements that ended like this in a run. */
const endedAs = ({ outcomes }: HistoryLine, word: OutcomeWord) =>
  Object.entries(outcomes).flatMap(([id, outcome]) => (outcome === word ? [id] : []));

function everyNight({ runs }: Nights): Html {
  return html`<details>
    <summary>Every night</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of every night">
      <table class="nights">
        ${tableHead('night', 'verdict', 'version', 'suite', 'not tested', 'failed MUSTs')}
        <tbody>
          ${runs.toReversed().map(
            (line) =>
              html`<tr>
                <th scope="row">${utc(line.run.start)}</th>
                <td>${badge(line)}</td>
                <td>${line.host.version ?? ''}</td>
                <td>${line.suite.version}</td>
                <td>${endedAs(line, 'not tested').length}</td>
                <td>${named(endedAs(line, 'failed'))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** Says which requirements have no row. */
function quietInWords(quiet: number, rows: number): string {
  if (rows === 0) return `${plural(quiet, 'requirement')} failed on no night.`;
  if (quiet === 0) return '';
  return quiet === 1
    ? 'Another requirement has no row, because it failed on no night.'
    : `${quiet} more requirements have no row, because they failed on no night.`;
}

function section(one: Nights, nth: number): Section {
  const { eventful, never, quiet } = sortRequirements(one.nights);
  const changes = changesIn(one.nights);
  const body = html`${strips(one, eventful)}
    <p>${quietInWords(quiet.length, eventful.length)}</p>
    ${never.length === 0 ? '' : html`<p>Tested on no night: ${named(never)}.</p>`}
    <h3>What changed</h3>
    ${
      changes.length === 0
        ? html`<p>Nothing.</p>`
        : html`<ol class="changes">
            ${changes.map(change)}
          </ol>`
    }
    ${everyNight(one)}`;
  return { id: `host-${nth}`, title: one.host, body };
}

/** Makes the page. */
export function historyPage(hosts: ReadonlyMap<string, readonly HistoryLine[]>): string {
  const all = [...hosts].flatMap(([host, lines]): Nights[] => {
    const nights = lastNights(lines);
    const runs = runsIn(nights);
    const last = runs.at(-1);
    return last ? [{ host, nights, runs, last }] : [];
  });
  return frame({
    title: `The last ${NIGHTS} nights: ${all.length === 1 ? (all[0]?.host ?? '') : plural(all.length, 'host')}`,
    skip: 'Skip to the nights',
    header: historyHeader(all),
    sections: all.map(section),
    style: STYLE,
  });
}
