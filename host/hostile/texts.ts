/** What hostile hosts say: texts that run, take a terminal over, or mislead whoever reads them. */
import type { Answer } from '../reference/routes.ts';
import { plus } from '../variants/answers.ts';
import { withAnswers } from '../variants/variant.ts';

/** What would show that it ran: `reached` is a page that nobody is to ask for. */
export function scripts(reached: string): string {
  return [
    `</script></pre>"'><script>globalThis.ran = 1; alert(1); fetch('${reached}')</script>`,
    `<img src="${reached}" onerror="alert(2)"><svg onload="alert(3)"><use href="${reached}#x"/></svg>`,
    `<iframe srcdoc="<script>parent.alert(4)</script>"></iframe><link rel="stylesheet" href="${reached}">`,
    `<a href="javascript:alert(5)">x</a> [x](javascript:alert(6)) ![x](${reached}) <base href="${reached}">`,
    `<meta http-equiv="refresh" content="0;url=${reached}"> {{constructor.constructor('alert(7)')()}} \${alert(8)}`,
  ].join('');
}

/** Clears the screen, sets the title, colours, links, writes to the clipboard, goes back, rings. */
export const ESCAPES =
  '\u001b[2J\u001b[1;1H\u001b[31m\u001b]0;title\u0007\u001b]8;;http://127.0.0.1/\u0007link\u001b]52;c;cm0=\u0007\u009b5m\u0090q\u009c\b\b\r\u0007\u007f';

/** Turns the direction of what follows, hides, joins, breaks lines. */
export const OVERRIDES = '\u202egnp.exe\u202c\u2066\u2067\u2069\u200f\u061c\u200b\u2028\u2029\ufeff\u{e0041}';

/** Adds this to every text that may say anything: further fields, the details of errors, names of the resource, a header. */
export const saying = (text: string, header = text) =>
  withAnswers((answer: Answer): Answer => {
    const headers = { ...answer.headers, 'X-Note': header };
    if (Array.isArray(answer.body)) return { ...answer, headers, body: [{ [text]: text }] };
    const field = answer.status < 400 ? 'note' : 'details';
    return plus({ ...answer, headers }, { [field]: { [text]: [text] }, [text]: text });
  });

/** A list in a list in a list, as text: JSON.stringify does not reach so deep. */
export const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
/** How deep hostile JSON is nested. */
export const LEVELS = 100_000;

/** Bytes that are no UTF-8. */
export const NO_UTF_8 = Buffer.from('fffec0afeda080f888808080c3', 'hex');
