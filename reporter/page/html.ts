/** HTML in which nothing that comes from outside is markup. */

/** Markup that may stand as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A template of markup: what stands in `${}` is escaped unless it is `Html` itself; a list is put one after another. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, nth) => text + render(parts[nth])).join(''));
}

/** A sentence in which `code` stands between backticks. */
export function prose(text: string): Html {
  const parts = text.split('`').map((part, nth) => (nth % 2 === 1 ? html`<code>${part}</code>` : part));
  return html`${parts}`;
}

/** The head of a table with these columns. */
export function tableHead(...columns: readonly string[]): Html {
  return html`<thead>
    <tr>
      ${columns.map((column) => html`<th scope="col">${column}</th>`)}
    </tr>
  </thead>`;
}
