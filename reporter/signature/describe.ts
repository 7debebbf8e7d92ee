/** The result of a check as the terminal shows it. Pure. */
import type { KeyObject } from 'node:crypto';
import { inOneLine, printable } from '../../fixtures/evidence/printable.ts';
import { verdictInWords } from '../../schemas/waived.ts';
import type { CheckResult } from './check.ts';
import { keyIdOf } from './envelope.ts';
import type { JudgedAgain } from './follows.ts';

/** What came of judging the evidence again, or why that could not be done. */
export type Again = JudgedAgain | { readonly impossible: string };

const shown = (text: string) => inOneLine(text, 300);

/** Says what follows from the evidence, where nothing was changed. */
function endUnchanged(again: Again | undefined): string[] {
  if (!again) return ['VERIFIED: nothing was changed.'];
  if ('impossible' in again)
    return [
      'NOT VERIFIED: nothing was changed, but the evidence could not be judged again:',
      `  ${shown(again.impossible)}`,
    ];
  const notes = again.notes.map((note) => `  ${shown(note)}`);
  if (again.differences.length === 0)
    return [...notes, 'VERIFIED: nothing was changed, and the verdict follows from the evidence.'];
  return [
    ...notes,
    'NOT VERIFIED: nothing was changed, but something else follows from the evidence:',
    ...again.differences.map(printable),
  ];
}

/** Says who signed which files, what is wrong, if anything, and what follows from the evidence, if it was judged again. */
export function describeCheck(
  { problems, signed, certificate }: CheckResult,
  key: KeyObject,
  again?: Again,
): string {
  const by = signed.size === 0 ? [] : [`signed with the key ${keyIdOf(key)}:`];
  const width = Math.max(...[...signed.keys()].map((name) => shown(name).length));
  const files = [...signed].map(([name, digest]) => `  ${shown(name).padEnd(width)}  SHA-256 ${digest}`);
  const details = certificate
    ? [
        '',
        `  host     ${shown(certificate.host.url)}${certificate.host.embedded ? ', the embedded reference host' : ''}`,
        `  run      ${shown(certificate.run.id)}, from ${shown(certificate.run.start)} to ${shown(certificate.run.end)}`,
        `  suite    ${shown(certificate.suite.version)}, commit ${shown(certificate.suite.commit ?? 'unknown')}`,
        `  verdict  ${verdictInWords(certificate)}`,
      ]
    : [];
  const end =
    problems.length === 0
      ? endUnchanged(again)
      : ['NOT VERIFIED:', ...problems.map((problem) => `  ${shown(problem)}`)];
  return [...by, ...files, ...details, ...(signed.size === 0 ? [] : ['']), ...end].join('\n');
}
