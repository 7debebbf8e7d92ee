/** `certificate.html`: a certificate on one HTML page, for a screen and for A4 paper. Pure. */
import type { Certificate, RequirementResult, Timeline } from '../../schemas/index.ts';
import { besideVerdict } from '../../schemas/waived.ts';
import { groups, topicOf } from '../certificate/results.ts';
import { responseTimesSection } from './response-times.ts';
import { frame } from './frame.ts';
import { html } from './html.ts';
import { sessionsSection } from './sessions.ts';
import { card, failedCard } from './requirement.ts';
import type { Section } from './section.ts';
import { certificateHeader } from './certificate-header.ts';
import { failureWord } from '../certificate/result-in-words.ts';

const TOPICS: Readonly<Record<string, string>> = {
  issue: 'Getting an access token',
  access: 'Access',
  extension: 'Automatic session extension',
  service: 'Service accounts',
  refresh: 'Token renewal, and the old pair',
  error: 'Errors',
  security: 'Security',
  interop: 'Interoperability',
  race: 'At the same moment',
  observed: 'Where the page is silent',
};

function failureSections(failed: readonly RequirementResult[], timelines: readonly Timeline[]): Section[] {
  const of = (word: string) => failed.filter((one) => failureWord(one) === word);
  const section = (id: string, title: string, of: readonly RequirementResult[]) =>
    of.length === 0 ? [] : [{ id, title, body: html`${of.map((one) => failedCard(one, timelines))}` }];
  return [
    ...section('failed', 'What failed', of('FAILED')),
    ...section('waived', 'What failed and is waived', of('WAIVED')),
    ...section('deviations', 'Deviations from what SHOULD be', of('DEVIATION')),
  ];
}

function untestedSection(open: readonly RequirementResult[]): Section[] {
  if (open.length === 0) return [];
  const reasons = [...groups(open, ({ reason }) => reason ?? 'no reason was kept')].map(
    ([reason, of]) =>
      html`<li>
        <p class="why">${reason}</p>
        <p class="ids">
          ${of.map(({ id, level }, nth) => html`${nth === 0 ? '' : ', '}<code>${id}</code> (${level})`)}
        </p>
      </li>`,
  );
  const body = html`<ul class="reasons">
    ${reasons}
  </ul>`;
  return [{ id: 'not-tested', title: 'What could not be tested, and why', body }];
}

function topicSection(
  name: string,
  of: readonly RequirementResult[],
  timelines: readonly Timeline[],
): Section {
  const body = html`${of.map((one) => card(one, timelines))}`;
  return { id: `topic-${name}`, title: TOPICS[name] ?? name, body };
}

const signatureLine = (who: string) =>
  html`<div><span>${who}</span><span>name</span><span>date</span><span>signature</span></div>`;

function recordSection(digest: string): Section {
  const body = html`<p>
      This page shows <code>certificate.json</code>, the file that counts. Its SHA-256 is
      <code class="digest">${digest}</code>
    </p>
    <div class="signatures">${signatureLine('Tested by')}${signatureLine('Accepted by')}</div>`;
  return { id: 'record', title: 'For the record', body };
}

/**
 * Makes the page of a certificate.
 * @param digest SHA-256 of its `certificate.json`, in hex.
 */
export function certificatePage(certificate: Certificate, digest: string): string {
  const { requirements, figures = [], timelines = [], verdict, host } = certificate;
  const having = (what: string) => requirements.filter((one) => one.verdict === what);
  const sections = [
    ...failureSections(having('failed'), timelines),
    ...untestedSection(having('inconclusive')),
    ...[...groups(requirements, topicOf)].map(([name, of]) => topicSection(name, of, timelines)),
    ...sessionsSection(timelines),
    ...responseTimesSection(figures),
    recordSection(digest),
  ];
  return frame({
    title: `${verdict}${besideVerdict(requirements)}: ${host.embedded ? 'the reference host' : host.url}`,
    skip: 'Skip to the requirements',
    header: certificateHeader(certificate),
    sections,
  });
}
