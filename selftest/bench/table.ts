/** Tables in Markdown. */

/** A row of a table. */
export interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

/** Writes a table as Prettier would. */
export function tableOf(head: readonly string[], rows: readonly Row[]): string {
  const lines = [head, ...rows.map(({ name, cells }) => [name, ...cells])];
  const widths = head.map((_, nth) => Math.max(3, ...lines.map((line) => line[nth]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, nth) => cell.padEnd(widths[nth] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = lines;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}
