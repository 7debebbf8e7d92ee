/** The exchanges behind a verdict on the page: what was sent and what came, without secrets. */
import type { Exchange } from '../../schemas/index.ts';
import { type Html, html } from './html.ts';
import { durationInWords, plural, utc } from '../certificate/units.ts';

type Message = NonNullable<Exchange['request']>;

function message(title: string, { headers, body }: Message): Html {
  const text = [...headers, ...(body === '' ? [] : ['', body])].join('\n');
  return html`<dt>${title}</dt>
    <dd><pre>${text === '' ? '(nothing)' : text}</pre></dd>`;
}

function exchangeItem({
  method,
  path,
  status,
  failure,
  requestId,
  sentAt,
  seconds,
  request,
  answer,
}: Exchange): Html {
  const came = status === undefined ? `no answer: ${failure ?? 'unknown'}` : `status ${status}`;
  return html`<li>
    <p>
      <code>${method} ${path}</code> → <strong>${came}</strong><br /><small
        >sent ${utc(sentAt)}, ${durationInWords(seconds)}, X-Request-Id <code>${requestId}</code></small
      >
    </p>
    <dl class="messages">
      ${request ? message('request', request) : ''}${answer ? message('answer', answer) : ''}
    </dl>
  </li>`;
}

/** Shows the exchanges, folded. */
export function evidence(exchanges: readonly Exchange[] = []): Html {
  if (exchanges.length === 0) return html``;
  return html`<details class="evidence">
    <summary>Evidence: ${plural(exchanges.length, 'exchange')}</summary>
    <ol>
      ${exchanges.map(exchangeItem)}
    </ol>
  </details>`;
}
