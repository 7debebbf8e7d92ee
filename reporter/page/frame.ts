/** The frame of every HTML page: one file that needs no network and no script. Pure but for reading the style. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Html, html } from './html.ts';
import type { Section } from './section.ts';

const STYLE = readFileSync(path.join(__dirname, 'style.css'), 'utf8');

/** Returns the content security policy: the page may load, run and send nothing, whatever a host has written into it. */
function policyFor(style: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Parts of a page. */
export interface Frame {
  readonly title: string;
  /** Text of the link that skips the header. */
  readonly skip: string;
  readonly header: Html;
  readonly sections: readonly Section[];
  /** Style that this kind of page adds. */
  readonly style?: string;
}

/** Makes the whole page. */
export function frame({ title, skip, header, sections, style: own = '' }: Frame): string {
  const style = STYLE + own;
  // Made without the template, as Prettier would add white space, which would change the hash in the policy.
  const styleElement = new Html(`<style>${style}</style>`);
  return html`${new Html('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policyFor(style)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <a class="skip" href="#main">${skip}</a>
        ${header}
        <nav aria-label="Contents">
          <ul>
            ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ul>
        </nav>
        <main id="main">
          ${sections.map(
            ({ id, title, body }) =>
              html`<section aria-labelledby="${id}">
                <h2 id="${id}">${title}</h2>
                ${body}
              </section>`,
          )}
        </main>
      </body>
    </html> `.text;
}
