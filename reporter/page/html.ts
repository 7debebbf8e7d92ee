/** HTML templates that escape every value, so that no text of a host becomes markup. */

/** Markup that is not escaped. */
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

/** Makes markup from a template. Values in `${}` are escaped unless they are `Html`; the items of a list are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, nth) => text + render(parts[nth])).join(''));
}

/** Makes a sentence, with text between backticks as code. */
export function prose(text: string): Html {
  const parts = text.split('`').map((part, nth) => (nth % 2 === 1 ? html`<code>${part}</code>` : part));
  return html`${parts}`;
}

/** Makes the head of a table with these columns. */
export function tableHead(...columns: readonly string[]): Html {
  return html`<thead>
    <tr>
      ${columns.map((column) => html`<th scope="col">${column}</th>`)}
    </tr>
  </thead>`;
}
