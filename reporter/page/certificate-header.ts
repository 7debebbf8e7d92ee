/** The header of the certificate's page: verdict, host, run, and how many requirements were tested. */
import type { Certificate } from '../../schemas/index.ts';
import { besideVerdict, isWaived } from '../../schemas/waived.ts';
import { trafficInWords } from '../certificate/traffic.ts';
import { type Html, html, tableHead } from './html.ts';
import { durationInWords, settingInWords, plural, utc } from '../certificate/units.ts';

const SIGNS = { conformant: '✓', nonconformant: '✗', inconclusive: '?' } as const;

const SESSIONS: Readonly<Record<NonNullable<Certificate['host']['sessions']>, string>> = {
  several: 'a login leaves the earlier sessions of its account alive',
  one: 'a login ends the earlier session of its account',
  shared: 'a login hands the same session out again',
  unknown: 'what a login does to earlier sessions did not show',
};

const TLS = { verified: 'its certificate was verified', none: 'none: plain http' } as const;

function fact(name: string, value: Html | string | undefined): Html {
  return value === undefined
    ? html``
    : html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`;
}

function hostOf({ host }: Certificate): Html | string {
  if (host.embedded) return "the suite's own reference host";
  return host.url === '' ? 'none: the settings could not be read' : html`<code>${host.url}</code>`;
}

const wrongInWords = ({ wrongLogins }: Certificate['run']) =>
  wrongLogins === undefined ? '' : `, ${plural(wrongLogins, 'login')} wrong on purpose`;

/** Says that the verdict was made again from evidence, and of what. */
function rejudged({ rejudgement }: Certificate): Html | undefined {
  if (!rejudgement) return undefined;
  const { at, suite, certificate } = rejudgement;
  const by =
    suite === null
      ? ''
      : html`, which ${suite.name}
        ${suite.version}${suite.commit === null ? '' : html` (commit <code>${suite.commit}</code>)`} made`;
  const beside =
    certificate === undefined
      ? ''
      : html`; SHA-256 of its certificate: <code class="digest">${certificate}</code>`;
  return html`${utc(at)}, from the evidence of this run${by}, and without the host${beside}`;
}

function facts(certificate: Certificate): Html {
  const { host, ttl, suite, run } = certificate;
  const took = (Date.parse(run.end) - Date.parse(run.start)) / 1000;
  return html`<dl class="facts">
    ${fact('Host under test', hostOf(certificate))}
    ${fact('Version', host.version === undefined ? undefined : html`<code>${host.version}</code>, as the host says`)}
    ${fact('Tested', `${utc(run.start)}, for ${durationInWords(took)}`)}
    ${fact('Suite', html`${suite.name} ${suite.version}${suite.commit === null ? '' : html`, commit <code>${suite.commit}</code>`}`)}
    ${fact('Judged again', rejudged(certificate))}
    ${fact('Told of the host', html`OZ_SESSION_TTL ${settingInWords(ttl.session)}, OZ_SESSION_LONGLIVE_TTL ${settingInWords(ttl.longlive)}, resource <code>${host.resourcePath}</code>`)}
    ${fact('TLS', host.tls === 'not verified' ? html`<strong>its certificate was not verified: anybody may have answered in its place (OZ_TLS_INSECURE)</strong>` : host.tls && TLS[host.tls])}
    ${fact('Sessions', host.sessions && SESSIONS[host.sessions])}
    ${fact('Run', html`<code>${run.id}</code>, ${trafficInWords(run)}${wrongInWords(run)}`)}
  </dl>`;
}

const LEVELS = [
  { level: 'MUST', means: 'decides the verdict' },
  { level: 'SHOULD', means: 'does not' },
] as const;

function countsTable({ requirements }: Certificate): Html {
  const rows = LEVELS.map(({ level, means }) => {
    const of = requirements.filter((one) => one.level === level);
    const count = (verdict: string) => of.filter((one) => one.verdict === verdict).length;
    const waived = of.filter(isWaived).length;
    return html`<tr>
      <th scope="row">${level} <small>${means}</small></th>
      <td>${count('passed')}</td>
      <td>${count('failed')}${waived === 0 ? '' : html` <small>${waived} waived</small>`}</td>
      <td>${count('inconclusive')}</td>
    </tr>`;
  });
  const observed = requirements.filter(({ verdict }) => verdict === 'observed').length;
  return html`<table class="counts">
      <caption>
        What was tested and what was not
      </caption>
      ${tableHead('Requirements', 'passed', 'failed', 'not tested')}
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${
      observed === 0
        ? ''
        : html`<p>
            <small
              >${plural(observed, 'thing')} that the vendor’s page leaves open
              ${observed === 1 ? 'was' : 'were'} <a href="#topic-observed">observed</a>, and not
              judged.</small
            >
          </p>`
    }`;
}

/** Makes the header of the page. */
export function certificateHeader(certificate: Certificate): Html {
  const { verdict } = certificate;
  return html`<header>
    <h1>Conformance certificate</h1>
    <p class="subject">Token lifecycle of the Oz Forensics API</p>
    <p class="verdict ${verdict}">
      <span class="sign" aria-hidden="true">${SIGNS[verdict]}</span>
      <strong>${verdict}${besideVerdict(certificate.requirements)}</strong>
      <span>${certificate.summary}</span>
    </p>
    <div class="overview">
      ${facts(certificate)}
      <div>${countsTable(certificate)}</div>
    </div>
  </header>`;
}
