/** A comparison as the terminal shows it. Pure. Texts of a certificate are made harmless: anybody may have written them. */
import { inOneLine, printable, shortened } from '../../fixtures/evidence/printable.ts';
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import { verdictInWords } from '../../schemas/waived.ts';
import type { Change, Comparison, Kind } from './compare.ts';

/** Longest line, in characters, and most lines of a reason that are shown. The certificate has the rest. */
const [WIDTH, LINES] = [160, 8];

const shown = (text: string) => inOneLine(text, WIDTH);

function reasonOf(text: string): string[] {
  const lines = printable(text)
    .split('\n')
    .map((line) => shortened(line, WIDTH));
  const kept = lines.length > LINES ? [...lines.slice(0, LINES), '…'] : lines;
  return kept.map((line) => `      ${line}`);
}

function line({ id, level, before, after, waived, luck }: Change): string {
  const verdicts = `${(before ?? 'not there').padStart(12)} → ${after ?? 'not there'}${waived ? ', waived' : ''}`;
  const chance = luck === undefined ? '' : `\n      depends on luck: ${shown(luck)}`;
  return `    ${shown(id).padEnd(42)} ${level.padEnd(8)} ${verdicts}${chance}`;
}

/** Lists the changes of one kind, grouped by reason so that each reason is printed once. */
function section(title: string, changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const reasons = [...new Set(changes.map(({ reason }) => reason))];
  return [
    '',
    `  ${title}`,
    ...reasons.flatMap((reason) => [
      ...changes.filter((change) => change.reason === reason).map(line),
      ...(reason === undefined ? [] : reasonOf(reason)),
    ]),
  ];
}

function runLine(name: string, certificate: AnyCertificate): string {
  const { host, run, suite } = certificate;
  const where = host.embedded ? 'the embedded reference host' : shown(host.url);
  return `  ${name}  ${verdictInWords(certificate).padEnd(14)} ${where}, run ${shown(run.id)} of ${shown(run.start)}, suite ${shown(suite.version)}`;
}

/** Names the host's two versions if they differ and both certificates have one. */
function versions(
  { host: { version: before } }: AnyCertificate,
  { host: { version: after } }: AnyCertificate,
) {
  if (before === undefined || after === undefined || before === after) return [];
  return [`  version of the host: ${shown(before)} -> ${shown(after)}`];
}

/** Describes both runs in a line each, then all changes, the worst first. */
export function describeComparison(
  old: AnyCertificate,
  now: AnyCertificate,
  { changes, warnings }: Comparison,
): string {
  const of = (kind: Kind) => changes.filter((change) => change.kind === kind && change.luck === undefined);
  const luck = changes.filter((change) => change.luck !== undefined);
  const [worse, untested, better] = [of('worse'), of('untested'), of('better')];
  return [
    runLine('old', old),
    runLine('new', now),
    ...versions(old, now),
    ...warnings.map((warning) => `  warning: ${shown(warning)}`),
    ...section('worse:', worse),
    ...section('could no longer be tested:', untested),
    ...section('depends on luck, so that the host may be as it was (a failure counts with --strict):', luck),
    ...section('better:', better),
    '',
    `  ${worse.length} worse, ${untested.length} could no longer be tested, ${better.length} better, ${of('unchanged').length} unchanged${luck.length === 0 ? '' : `, ${luck.length} by luck`}`,
  ].join('\n');
}
