import type { Html } from './html.ts';

/** A part of the page that its contents name. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}
