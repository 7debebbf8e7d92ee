/** The certificates of a run as a summary of a GitHub Actions step. Pure. What a host said stands in code only. */
import type { Certificate, RequirementResult } from '../../schemas/index.ts';
import { besideVerdict, verdictInWords } from '../../schemas/waived.ts';
import { groups, type Results, topicOf } from '../certificate/results.ts';
import { failureWord, waiverInWords, whoAsks } from '../certificate/result-in-words.ts';

/** A certificate, and what a fleet calls its host. */
export interface HostCertificate {
  readonly name: string | undefined;
  readonly certificate: Certificate;
}

const VERDICTS = ['passed', 'failed', 'inconclusive'] as const;

/** The failures in the order in which they matter. */
const WORDS = ['FAILED', 'WAIVED', 'DEVIATION'] as const;

/** Of one reason, so many characters are shown. */
const REASON_SHOWN = 4000;

const LEFT_OUT = '\nMore is left out here; the certificates have all of it.\n';

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** Text that nothing in it can end: the fence is longer than any run of backticks in it. */
function fenced(text: string): string {
  const shown = text.length > REASON_SHOWN ? `${text.slice(0, REASON_SHOWN)}…` : text;
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}text\n${shown.replaceAll('\r', '')}\n${fence}\n`;
}

/** The same in one line. */
function inline(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
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

/** The waivers of what did not fail. */
function idleWaivers({ requirements }: Certificate): string[] {
  const lines = requirements.flatMap(({ id, verdict, waiver }) =>
    waiver && verdict !== 'failed' ? [`${id}: ${waiverInWords(waiver)}`] : [],
  );
  return lines.length === 0 ? [] : ['#### Waivers that changed nothing\n', fenced(lines.join('\n'))];
}

/** What could not be tested, each reason once. */
function untested({ requirements }: Certificate): string[] {
  const open = requirements.filter(({ verdict }) => verdict === 'inconclusive');
  return [...groups(open, ({ reason }) => reason ?? '')].map(
    ([reason, of]) => `${of.map(({ id }) => inline(id)).join(', ')}:\n\n${fenced(reason)}`,
  );
}

/** One host in blocks, the most important first. */
function blocksOf({ name, certificate }: HostCertificate): string[] {
  const { summary, host, ttl, suite, run, requirements } = certificate;
  const failed = requirements.filter((one) => one.verdict === 'failed');
  const open = untested(certificate);
  return [
    `### ${name === undefined ? '' : `${inline(name)}: `}${verdictInWords(certificate)}\n\n${fenced(summary)}\n` +
      `Host ${inline(host.url)}${host.version === undefined ? '' : `, version ${inline(host.version)}`}, OZ_SESSION_TTL ${ttl.session} s, run ${inline(run.id)}, ${inline(`${suite.name} ${suite.version}`)}\n`,
    topics(certificate),
    ...WORDS.flatMap((word) => failed.filter((one) => failureWord(one) === word).map(failure)),
    ...(open.length === 0 ? [] : ['#### Could not be tested\n', ...open]),
    ...idleWaivers(certificate),
  ];
}

function fleetTable(ended: readonly HostCertificate[]): string {
  const rows = ended.map(({ name, certificate }) => [
    inline(name ?? ''),
    // A bar would end the cell.
    inline(certificate.host.url.replaceAll('|', '%7C')),
    inline(certificate.host.version ?? ''),
    `${certificate.verdict}${besideVerdict(certificate.requirements)}`,
    ...counted(certificate.requirements),
  ]);
  return tableOf(['host', 'address', 'version', 'verdict', ...VERDICTS], rows);
}

/** A host of a fleet of which its line in the table says all. */
const isPlain = ({ verdict, counts }: Certificate) => verdict === 'conformant' && counts.waived === 0;

const RANK = { nonconformant: 0, inconclusive: 1, conformant: 2 } as const;

/** The run in blocks; a host's are made when they are asked for. */
function* blocksOfRun(ended: readonly HostCertificate[]): Generator<string> {
  const fleet = ended.some(({ name }) => name !== undefined);
  yield '## oz-auth-conformance\n';
  if (fleet) yield fleetTable(ended);
  const shown = ended
    .filter(({ certificate }) => !fleet || !isPlain(certificate))
    .toSorted((one, two) => RANK[one.certificate.verdict] - RANK[two.certificate.verdict]);
  for (const one of shown) yield* blocksOf(one);
}

/**
 * Markdown of a run: of one host all that matters, of a fleet a table and then each host that is not conformant, or only with waivers.
 * @param room how many bytes it may take; what is beyond that is left out whole, and said so.
 */
export function stepSummary(ended: readonly HostCertificate[], room: number): string {
  let text = '';
  let left = room - Buffer.byteLength(LEFT_OUT);
  if (left < 0) return '';
  for (const block of blocksOfRun(ended)) {
    left -= Buffer.byteLength(block) + 1;
    if (left < 0) return text + LEFT_OUT;
    text += `${block}\n`;
  }
  return text;
}
