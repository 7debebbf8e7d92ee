/** The result of a check as the terminal shows it. Pure. */
import type { KeyObject } from 'node:crypto';
import { inOneLine } from '../../fixtures/evidence/printable.ts';
import { verdictInWords } from '../../schemas/waived.ts';
import type { CheckResult } from './check.ts';
import { keyIdOf } from './envelope.ts';

const shown = (text: string) => inOneLine(text, 300);

/** Says who signed which files, and what is wrong, if anything. */
export function describeCheck({ problems, signed, certificate }: CheckResult, key: KeyObject): string {
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
      ? ['VERIFIED: nothing was changed.']
      : ['NOT VERIFIED:', ...problems.map((problem) => `  ${shown(problem)}`)];
  return [...by, ...files, ...details, ...(signed.size === 0 ? [] : ['']), ...end].join('\n');
}
