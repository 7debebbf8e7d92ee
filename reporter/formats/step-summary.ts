/** The summary of a GitHub Actions step, in Markdown. Pure. A host's texts stand in code only, so they cannot be markup. */
import type { Certificate, RequirementResult } from '../../schemas/index.ts';
import { besideVerdict, verdictInWords } from '../../schemas/waived.ts';
import { groups, type Results, topicOf } from '../certificate/results.ts';
import { failureWord, waiverInWords, whoAsks } from '../certificate/result-in-words.ts';

/** A certificate with the name of its host in the fleet; undefined for a run against a single host. */
export interface HostCertificate {
  readonly name: string | undefined;
  readonly certificate: Certificate;
}

const VERDICTS = ['passed', 'failed', 'inconclusive'] as const;

/** Kinds of failures, the most important first. */
const FAILURES = ['FAILED', 'WAIVED', 'DEVIATION'] as const;

/** Most characters of a reason that are shown. */
const REASON_SHOWN = 4000;

const LEFT_OUT = '\nMore is left out here; the certificates have all of it.\n';

function mostBackticks(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([backticks]) => backticks.length));
}

/** Puts a text into a code block. The fence is longer than any sequence of backticks in the text, so none can end it. */
function fenced(text: string): string {
  const shown = text.length > REASON_SHOWN ? `${text.slice(0, REASON_SHOWN)}…` : text;
  const fence = '`'.repeat(Math.max(3, mostBackticks(shown) + 1));
  return `${fence}text\n${shown.replaceAll('\r', '')}\n${fence}\n`;
}

/** Puts a text into inline code, in one line. */
function inline(text: string): string {
  const fence = '`'.repeat(mostBackticks(text) + 1);
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? '–' : `${fence} ${line} ${fence}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function tableOf(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return `${[head, head.map(() => '---'), ...rows].map(row).join('\n')}\n`;
}

function counted(results: Results): string[] {
  return VERDICTS.map((verdict) => String(results.filter((one) => one.verdict === verdict).length));
}

function topics({ requirements }: Certificate): string {
  const rows = [...groups(requirements, topicOf)].map(([topic, of]) => [topic, ...counted(of)]);
  return tableOf(['topic', ...VERDICTS], rows);
}

function failure(result: RequirementResult): string {
  const { id, level, source, statement, reason, waiver } = result;
  const waived = waiver ? `${waiverInWords(waiver)}\n` : '';
  return `#### ${failureWord(result)} ${inline(id)} (${level})\n\n${fenced(`${waived}${whoAsks(source)}: ${statement}\n${reason ?? ''}`)}`;
}

/** Lists the waivers of requirements that did not fail. */
function idleWaivers({ requirements }: Certificate): string[] {
  const lines = requirements.flatMap(({ id, verdict, waiver }) =>
    waiver && verdict !== 'failed' ? [`${id}: ${waiverInWords(waiver)}`] : [],
  );
  return lines.length === 0 ? [] : ['#### Waivers that changed nothing\n', fenced(lines.join('\n'))];
}

/** Lists what could not be tested, with each reason once. */
function untested({ requirements }: Certificate): string[] {
  const open = requirements.filter(({ verdict }) => verdict === 'inconclusive');
  return [...groups(open, ({ reason }) => reason ?? '')].map(
    ([reason, of]) => `${of.map(({ id }) => inline(id)).join(', ')}:\n\n${fenced(reason)}`,
  );
}

/** Describes one host in blocks of Markdown, the most important first. */
function blocksOf({ name, certificate }: HostCertificate): string[] {
  const { summary, host, ttl, suite, run, requirements } = certificate;
  const failed = requirements.filter((one) => one.verdict === 'failed');
  const open = untested(certificate);
  return [
    `### ${name === undefined ? '' : `${inline(name)}: `}${verdictInWords(certificate)}\n\n${fenced(summary)}\n` +
      `Host ${inline(host.url)}${host.version === undefined ? '' : `, version ${inline(host.version)}`}, OZ_SESSION_TTL ${ttl.session} s, run ${inline(run.id)}, ${inline(`${suite.name} ${suite.version}`)}\n`,
    topics(certificate),
    ...FAILURES.flatMap((word) => failed.filter((one) => failureWord(one) === word).map(failure)),
    ...(open.length === 0 ? [] : ['#### Could not be tested\n', ...open]),
    ...idleWaivers(certificate),
  ];
}

function fleetTable(hosts: readonly HostCertificate[]): string {
  const rows = hosts.map(({ name, certificate }) => [
    inline(name ?? ''),
    // A "|" would end the cell.
    inline(certificate.host.url.replaceAll('|', '%7C')),
    inline(certificate.host.version ?? ''),
    `${certificate.verdict}${besideVerdict(certificate.requirements)}`,
    ...counted(certificate.requirements),
  ]);
  return tableOf(['host', 'address', 'version', 'verdict', ...VERDICTS], rows);
}

/** Tells whether the line in the table says all of a host in a fleet. */
const isPlain = ({ verdict, counts }: Certificate) => verdict === 'conformant' && counts.waived === 0;

const RANK = { nonconformant: 0, inconclusive: 1, conformant: 2 } as const;

/** Describes the run in blocks of Markdown. A generator, because a large fleet has more blocks than the room allows. */
function* blocksOfRun(hosts: readonly HostCertificate[]): Generator<string> {
  const fleet = hosts.some(({ name }) => name !== undefined);
  yield '## oz-auth-conformance\n';
  if (fleet) yield fleetTable(hosts);
  const shown = hosts
    .filter(({ certificate }) => !fleet || !isPlain(certificate))
    .toSorted((one, two) => RANK[one.certificate.verdict] - RANK[two.certificate.verdict]);
  for (const one of shown) yield* blocksOf(one);
}

/**
 * Writes the summary of a run. A fleet has a table, and then each host that is not conformant or only with waivers.
 * @param room most bytes of the summary; blocks that do not fit are left out, and a last line says so.
 */
export function stepSummary(hosts: readonly HostCertificate[], room: number): string {
  let text = '';
  let left = room - Buffer.byteLength(LEFT_OUT);
  if (left < 0) return '';
  for (const block of blocksOfRun(hosts)) {
    left -= Buffer.byteLength(block) + 1;
    if (left < 0) return text + LEFT_OUT;
    text += `${block}\n`;
  }
  return text;
}
