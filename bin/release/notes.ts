/** What is new in a version, as CHANGELOG.md has it. */
import type { Commit } from './checkout.ts';

/** Returns the text below a heading of the second level; undefined if there is no such heading. */
function textBelow(changelog: string, isHeading: (line: string) => boolean): string | undefined {
  const lines = changelog.split(/\r?\n/);
  const at = lines.findIndex(isHeading);
  if (at < 0) return undefined;
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.startsWith('## '));
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .join('\n')
    .trim();
}

/** Returns what CHANGELOG.md says of this version; throws where it says nothing, or has more than this version. */
export function changesOf(version: string, changelog: string): string {
  const start = `## [${version}] - `;
  const changes = textBelow(
    changelog,
    (line) => line.startsWith(start) && /^\d{4}-\d{2}-\d{2}$/.test(line.slice(start.length)),
  );
  if (changes === undefined || changes === '')
    throw new Error(
      `CHANGELOG.md has no section of the version ${version}, which package.json names. Write one with the heading "${start}YYYY-MM-DD".`,
    );
  if (textBelow(changelog, (line) => line.startsWith('## [Unreleased]')))
    throw new Error(
      `CHANGELOG.md has changes under "Unreleased", which would be in the bundle and not in its notes. Move them to the section of ${version}, or give package.json the next version.`,
    );
  return changes;
}

/** Returns the notes of a release: what is new, and how to take it. */
export function notesOf(title: string, changes: string, from: Commit): string {
  return `# ${title}

Made of the commit ${from.hash} of ${from.date.slice(0, 10)}.

- \`${title}.tgz\` is the bundle: the suite with all packages that it needs, for a machine with Node and nothing else.
- \`${title}.cdx.json\` lists these packages, in the form of CycloneDX.
- \`SHA256SUMS\` has the checksum of each file.

\`\`\`sh
sha256sum -c SHA256SUMS       # macOS: shasum -a 256 -c SHA256SUMS
tar xzf ${title}.tgz && cd ${title} && ./certify
\`\`\`

In the bundle, docs/on-premise.md has the rest.

${changes}
`;
}
