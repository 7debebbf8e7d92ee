/** `overview.html`: a fleet on one HTML page, in the form of a certificate's page. Pure but for reading the style. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { frame } from '../page/frame.ts';
import { type Html, html, tableHead } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import { plural, utc } from '../certificate/units.ts';
import type { HostInOverview, Overview, Since } from '../../schemas/index.ts';
import { differencesSection } from './differences.ts';

const STYLE = readFileSync(path.join(__dirname, 'style.css'), 'utf8');

const SIGNS = { conformant: '✓', nonconformant: '✗', inconclusive: '?' } as const;
const RANK = { nonconformant: 0, inconclusive: 1, conformant: 2 } as const;

const beside = ({ waived }: HostInOverview) => (waived === 0 ? '' : ` with ${plural(waived, 'waiver')}`);

/** Returns the link to a host's certificate. Every part is encoded, so that no folder's name can be another kind of URL. */
function linkTo(folder: string): string {
  return ['.', ...folder.split('/'), 'certificate.html'].map(encodeURIComponent).join('/');
}

function head({ verdict, hosts, missing, expected, made, suite }: Overview): Html {
  const having = (what: string) => hosts.filter((one) => one.verdict === what);
  const withWaivers = hosts.filter(({ verdict, waived }) => verdict === 'conformant' && waived > 0).length;
  const shown = hosts.length + missing.length;
  const counted = [
    ['conformant', having('conformant').length, withWaivers === 0 ? '' : `${withWaivers} only with waivers`],
    ['nonconformant', having('nonconformant').length, ''],
    ['inconclusive', having('inconclusive').length, ''],
    ['without a certificate', missing.length, ''],
  ] as const;
  return html`<header>
    <h1>Overview of a fleet</h1>
    <p class="subject">Token lifecycle of the Oz Forensics API</p>
    <p class="verdict ${verdict}">
      <span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> <strong>${verdict}</strong>
      <span>${having('conformant').length} of ${plural(shown, 'host')} conform.</span>
    </p>
    <table class="counts">
      <caption>
        Who conforms
      </caption>
      ${tableHead('Hosts', 'how many')}
      <tbody>
        ${counted.map(
          ([name, count, note]) =>
            html`<tr>
              <th scope="row">${name} <small>${note}</small></th>
              <td>${count}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p>
      <small
        >${expected.length > shown ? `a part of a fleet of ${expected.length} hosts; ` : ''}made ${utc(made)}
        with the suite ${suite.version}</small
      >
    </p>
  </header>`;
}

function change({ id, level, before, after, waived, reason }: Since['changes'][number]): Html {
  return html`<li>
    <code>${id}</code> <span class="level">${level}</span> ${before ?? 'not there'} →
    <b>${after ?? 'not there'}${waived ? ', waived' : ''}</b>
    ${reason === undefined ? '' : html`<pre class="reason">${reason}</pre>`}
  </li>`;
}

function changesOn({ name, since }: HostInOverview, kind: Since['changes'][number]['kind']): Html[] {
  const changes = since?.changes.filter((one) => one.kind === kind) ?? [];
  if (!since || changes.length === 0) return [];
  return [
    html`<article class="card ${kind === 'worse' ? 'failed' : ''}">
      <h3>${name}</h3>
      <p><small>since the run of ${utc(since.run.start)}</small></p>
      ${since.warnings.map((warning) => html`<p>Beside that, ${warning}.</p>`)}
      <ul>
        ${changes.map(change)}
      </ul>
    </article>`,
  ];
}

const KINDS = [
  ['worse', 'What got worse since the last run'],
  ['untested', 'What could no longer be tested'],
  ['better', 'What got better'],
] as const;

function changed({ hosts }: Overview): Section[] {
  const compared = hosts.filter(({ since }) => since !== undefined).length;
  return KINDS.flatMap(([kind, title]) => {
    const cards = hosts.flatMap((host) => changesOn(host, kind));
    if (cards.length > 0) return [{ id: kind, title, body: html`${cards}` }];
    if (kind !== 'worse') return [];
    const body = html`<p>
      ${compared === 0 ? 'There is no earlier run to compare with.' : `Nothing, on ${plural(compared, 'host')}.`}
    </p>`;
    return [{ id: kind, title, body }];
  });
}

function row(host: HostInOverview): Html {
  const { name, folder, verdict, summary = '', run, ttl, suite } = host;
  return html`<tr>
    <th scope="row"><a href="${linkTo(folder)}">${name}</a> <small>${host.host.url}</small></th>
    <td>${host.host.version ?? ''}</td>
    <td><span class="badge ${verdict}">${verdict}${beside(host)}</span></td>
    <td class="why">${summary}</td>
    <td>${utc(run.start)}</td>
    <td>${ttl.session} s</td>
    <td>${suite.version}</td>
  </tr>`;
}

const missingRow = (name: string) =>
  html`<tr>
    <th scope="row">${name}</th>
    <td></td>
    <td><span class="badge inconclusive">no certificate</span></td>
    <td class="why">It is in the fleet, and no certificate of it was found.</td>
    <td></td>
    <td></td>
    <td></td>
  </tr>`;

function list({ hosts, missing }: Overview): Section {
  const sorted = hosts.toSorted((one, two) => RANK[one.verdict] - RANK[two.verdict]);
  const body = html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the hosts">
    <table class="hosts">
      ${tableHead('host', 'version', 'verdict', 'why', 'tested', 'TTL', 'suite')}
      <tbody>
        ${missing.map(missingRow)}${sorted.map(row)}
      </tbody>
    </table>
  </div>`;
  return { id: 'hosts', title: 'The hosts', body };
}

/** Makes the page of an overview. */
export function overviewPage(overview: Overview): string {
  return frame({
    title: `${overview.verdict}: ${plural(overview.hosts.length + overview.missing.length, 'host')}`,
    skip: 'Skip to what changed',
    header: head(overview),
    sections: [...changed(overview), list(overview), ...differencesSection(overview)],
    style: STYLE,
  });
}
