/** A section of an HTML page. */
import type { Html } from './html.ts';

/** A section, which the contents of the page link to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}
