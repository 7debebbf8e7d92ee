/** The end of a run as the terminal shows it: a table, the failures, the verdict. Pure. */
import { styleText } from 'node:util';
import type { Certificate, RequirementResult } from '../../schemas/index.ts';
import { verdictInWords } from '../../schemas/waived.ts';
import { trafficInWords } from '../certificate/traffic.ts';
import { groups, isJudged, type Results, topicOf } from '../certificate/results.ts';
import { failureWord, waiverInWords, whoAsks } from '../certificate/result-in-words.ts';
import { inMilliseconds } from '../certificate/units.ts';

const COLUMNS = ['passed', 'failed', 'inconclusive'] as const;

const COLOURS = { conformant: 'green', nonconformant: 'red', inconclusive: 'yellow' } as const;

function row(cells: readonly string[]): string {
  return `  ${cells.map((cell, nth) => (nth === 0 ? cell.padEnd(12) : cell.padStart(14))).join('')}`;
}

function table(results: Results): string[] {
  const rows = [...groups(results, topicOf)].map(([topic, of]) =>
    row([topic, ...COLUMNS.map((column) => String(of.filter(({ verdict }) => verdict === column).length))]),
  );
  return [row(['topic', ...COLUMNS]), ...rows];
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

function failure(result: RequirementResult): string[] {
  const { id, level, source, statement, reason, waiver } = result;
  return [
    '',
    `  ${failureWord(result)} ${id} (${level}, ${source})`,
    ...(waiver ? [indented(waiverInWords(waiver))] : []),
    indented(`${whoAsks(source).replace(/ \(.*/, '')}: ${statement}`),
    indented(reason ?? 'no reason was kept'),
  ];
}

/** Most ids that are named in one line. The certificate has them all. */
const NAMED = 12;

function listed(ids: readonly string[]): string {
  const more = ids.length - NAMED;
  return more > 1 ? `${ids.slice(0, NAMED).join(', ')} and ${more} more` : ids.join(', ');
}

/** Lists what could not be tested, with each reason once. */
function untested(results: Results): string[] {
  const open = results.filter(({ verdict }) => verdict === 'inconclusive');
  if (open.length === 0) return [];
  const lines = [...groups(open, ({ reason }) => reason ?? '')].flatMap(([reason, of]) => [
    `    ${listed(of.map(({ id }) => id))}:`,
    indented(`  ${reason}`),
  ]);
  return ['', '  could not be tested:', ...lines];
}

/** Lists the waivers of requirements that did not fail. */
function idleWaivers(results: Results): string[] {
  const lines = results.flatMap(({ id, verdict, waiver }) =>
    waiver && verdict !== 'failed' ? [indented(`${id}: ${waiverInWords(waiver)}`)] : [],
  );
  return lines.length === 0 ? [] : ['', '  waivers that changed nothing:', ...lines];
}

function verdictWord(certificate: Certificate, coloured: boolean): string {
  const words = verdictInWords(certificate);
  return coloured ? styleText(COLOURS[certificate.verdict], words) : words;
}

/** Writes the response times in one line. */
function responseTimes({ figures = [] }: Certificate): string[] {
  const each = figures.map(
    ({ endpoint, median, worst }) => `${endpoint} ${inMilliseconds(median)} (worst ${inMilliseconds(worst)})`,
  );
  return each.length === 0 ? [] : [`  half of the answers came within: ${each.join(', ')}`];
}

const versionOf = ({ version }: Certificate['host']) =>
  version === undefined ? [] : [`the host says that it is version ${version}`];

/** Describes the end of a run against one host: a line for each topic, a paragraph for each failure, the verdict. */
export function describeCertificate(
  certificate: Certificate,
  { file, coloured }: { file: string; coloured: boolean },
): string {
  const verdict = verdictWord(certificate, coloured);
  const end = [`  ${verdict}: ${certificate.summary}`, `  certificate: ${file}`, ''];
  if (certificate.counts.ran === 0) return ['', ...end].join('\n');
  const { requirements, run, host } = certificate;
  const failed = requirements.filter((one) => one.verdict === 'failed');
  const observed = requirements.filter((one) => one.verdict === 'observed');
  return [
    '',
    ...table(requirements.filter(isJudged)),
    ...failed.flatMap(failure),
    ...untested(requirements),
    ...idleWaivers(requirements),
    '',
    `  ${trafficInWords(run)}; where the page is silent, ${observed.length} things were observed: see the certificate`,
    ...versionOf(host).map((line) => `  ${line}`),
    ...responseTimes(certificate),
    ...end,
  ].join('\n');
}

/** Describes the end of a run against a fleet: for each host the verdict, and the path of the certificate. */
export function describeFleet(
  certificates: ReadonlyArray<{ name: string | undefined; certificate: Certificate; file: string }>,
  coloured: boolean,
): string {
  const lines = certificates.flatMap(({ name = '', certificate, file }) => [
    `  ${name}: ${verdictWord(certificate, coloured)}: ${certificate.summary}`,
    ...versionOf(certificate.host).map((line) => `    ${line}`),
    `    certificate: ${file}`,
  ]);
  return ['', ...lines, ''].join('\n');
}
