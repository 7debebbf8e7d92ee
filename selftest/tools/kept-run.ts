/** What stands in `evidence/` of a report, as self-tests change it. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A line of a file of the evidence, of which only some fields are of interest. */
type Line = Readonly<Record<string, unknown>>;

/** Copies a report, and returns the folder of the copy. */
export function copyOf(reportDir: string, copy: string): string {
  cpSync(reportDir, copy, { recursive: true });
  return copy;
}

/** Changes the lines of a file of the evidence: a line becomes what `change` returns, and goes if that is undefined. */
export function changeLines(reportDir: string, name: string, change: (line: Line) => Line | undefined): void {
  const file = path.join(reportDir, 'evidence', name);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const changed = lines.flatMap((text) => {
    const line: Line = JSON.parse(text);
    const now = change(line);
    return now ? [`${JSON.stringify(now)}\n`] : [];
  });
  writeFileSync(file, changed.join(''));
}
