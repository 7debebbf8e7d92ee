/** A requirement on the certificate's page: what the vendor's page asks, what came of it, and why. */
import { page } from '../../fixtures/catalogue/sentences.ts';
import { dependsOnLuck } from '../../fixtures/catalogue/requirements.ts';
import type { RequirementResult, Timeline } from '../../schemas/index.ts';
import { evidence } from './evidence.ts';
import { type Html, html, prose } from './html.ts';
import { inOneSentence, picture } from './timeline.ts';
import { outcomeWord, waiverInWords } from '../certificate/result-in-words.ts';

/** Returns the anchor of a requirement. */
const anchorOf = (id: string) => `requirement-${id}`;
/** Returns the anchor of a session's timeline. */
export const sessionAnchor = (session: string) => `session-${session.replaceAll(/\W+/g, '-')}`;

/** Shows what became of a requirement in a word, so that the reader does not depend on colour. */
function badge(result: RequirementResult): Html {
  const word = outcomeWord(result);
  return html`<span class="badge ${word.replace(' ', '-')}">${word}</span>`;
}

function isSentence(name: string): name is keyof typeof page {
  return Object.hasOwn(page, name);
}

/** Shows the sentences of the vendor's page, or names the document, that a requirement comes from. */
function source(text: string): Html {
  const names = text.split(' ');
  if (!names.every(isSentence)) return html`<p class="source">Source: ${text}</p>`;
  return html`<ul class="source">
    ${names.filter(isSentence).map((name) => html`<li><b>${name}</b> ${prose(page[name])}</li>`)}
  </ul>`;
}

/** Beginnings of the lines of a failure, as `failureText` writes them. */
const PARTS = ['asked for', 'sent', 'came', 'look at'] as const;

/** Beginning of the line that the certificate adds to some failures. */
const RISK = 'the risk';

/** Shows a reason: that of a failure by its parts, any other as it is. */
function reasonOf(reason: string | undefined): Html {
  if (reason === undefined) return html``;
  const starts = PARTS.map((part) => (reason.startsWith(`${part}: `) ? 0 : reason.indexOf(`\n${part}: `)));
  const inOrder = starts.every((start, nth) => start >= 0 && start >= (starts[nth - 1] ?? 0));
  if (!inOrder) return html`<pre class="reason">${reason}</pre>`;
  const risk = reason.lastIndexOf(`\n${RISK}: `);
  const parts = [
    ...PARTS.map((part, nth) => ({ part, start: starts[nth] ?? 0 })),
    ...(risk > (starts.at(-1) ?? 0) ? [{ part: RISK, start: risk }] : []),
  ];
  const texts = parts.map(({ part, start }, nth) => {
    const whole = reason.slice(start, parts[nth + 1]?.start).trim();
    return { part, text: whole.slice(part.length + 2) };
  });
  return html`<dl class="failure">
    ${texts.map(
      ({ part, text }) =>
        html`<dt>${part}</dt>
          <dd><pre>${text}</pre></dd>`,
    )}
  </dl>`;
}

function timelineFigure(timeline: Timeline): Html {
  return html`<figure>
    <figcaption><b>Session “${timeline.session}”</b>: ${inOneSentence(timeline)}</figcaption>
    ${picture(timeline)}
  </figure>`;
}

/** Shows the timelines of the sessions that the failure names, and, folded, of those that they were compared with. */
function timelineFigures(
  { sessions = [], reason = '' }: RequirementResult,
  timelines: readonly Timeline[],
): Html {
  const drawn = timelines.filter(({ session }) => sessions.includes(session));
  const concerned = ({ marks }: Timeline) => marks.some(({ requestId }) => reason.includes(requestId));
  const others = drawn.filter((one) => !concerned(one));
  const compared = html`<details>
    <summary>Sessions that it was compared with: ${others.length}</summary>
    ${others.map(timelineFigure)}
  </details>`;
  const key = html`<p>
    <small><a href="#lives">How to read the pictures</a></small>
  </p>`;
  return html`${drawn.filter(concerned).map(timelineFigure)}${others.length > 0 ? compared : ''}${drawn.length > 0 ? key : ''}`;
}

function sessionLinks({ sessions = [] }: RequirementResult, timelines: readonly Timeline[]): Html {
  const drawn = sessions.filter((name) => timelines.some(({ session }) => session === name));
  if (drawn.length === 0) return html``;
  const links = drawn.map(
    (name, nth) => html`${nth === 0 ? '' : ', '}<a href="#${sessionAnchor(name)}">${name}</a>`,
  );
  return html`<p class="sessions">Seen in the life of: ${links}</p>`;
}

/** Warns of a pass that another run may not repeat. */
const luckWarning = ({ id, verdict }: RequirementResult) =>
  dependsOnLuck(id) && verdict === 'passed'
    ? html` <small>This depends on luck: another run may see a failure that this one did not.</small>`
    : html``;

const heading = (result: RequirementResult) =>
  html`<h3>${badge(result)} <span class="level">${result.level}</span> <code>${result.id}</code></h3>
    <p class="statement">${prose(result.statement)}${luckWarning(result)}</p>
    ${result.waiver ? html`<p class="waiver">${waiverInWords(result.waiver)}</p>` : ''}`;

/** Shows a requirement that failed, with all that a reader needs to find out why. */
export function failedCard(result: RequirementResult, timelines: readonly Timeline[]): Html {
  return html`<article class="card ${outcomeWord(result)}" id="${anchorOf(result.id)}">
    ${heading(result)}
    ${source(result.source)}${reasonOf(result.reason)}${timelineFigures(result, timelines)}${evidence(result.evidence)}
  </article>`;
}

/** Shows a requirement in the section of its topic. A failed one is a link to `failedCard` further up. */
export function card(result: RequirementResult, timelines: readonly Timeline[]): Html {
  if (result.verdict === 'failed')
    return html`<article class="card brief">
      ${heading(result)}
      <p><a href="#${anchorOf(result.id)}">What was asked, sent and seen: above</a></p>
    </article>`;
  return html`<article class="card brief" id="${anchorOf(result.id)}">
    ${heading(result)} ${result.reason === undefined ? '' : html`<p class="why">${result.reason}</p>`}
    ${sessionLinks(result, timelines)}
    <details>
      <summary>What the page says</summary>
      ${source(result.source)}
    </details>
    ${evidence(result.evidence)}
  </article>`;
}
