/**
 * `npm run traceability`: writes docs/traceability.md, from sentence of the vendor's page to requirement, test and faults, and adds
 * new ids to the frozen list.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { page } from '../../fixtures/catalogue/sentences.ts';
import { type RequirementId, requirementIds, requirements } from '../../fixtures/catalogue/requirements.ts';
import { ROOT } from '../tools/product.ts';
import { groupOf } from '../matrix/groups-of-requirements.ts';
import { type MatrixHost, matrixHosts } from '../matrix/hosts.ts';
import { listSpecs, type Spec } from '../tools/specs.ts';
import { freezeNewIds } from './frozen-ids.ts';

export const FILE = path.join(ROOT, 'docs/traceability.md');

const faulty = matrixHosts.filter(({ right }) => !right);

/** Returns the faulty hosts on which this requirement must fail. */
function faultsOf(id: RequirementId): MatrixHost[] {
  return faulty.filter(({ fails }) => fails.includes(id));
}

/** Returns the faulty hosts that only this requirement, or only its group, catches. */
export function proofsOf(id: RequirementId): MatrixHost[] {
  const group: readonly string[] = groupOf(id);
  return faultsOf(id).filter(({ fails }) => fails.every((one) => group.includes(one)));
}

/** The most columns of a line of the document. */
const WIDTH = 120;

/** Wraps words into lines of a list item. */
function wrapped(words: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && `${indent}${line} ${word}`.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}

function item(id: RequirementId, specs: readonly Spec[]): string {
  const spec = specs.find(({ tags }) => tags.includes(id));
  const place = spec ? `[${spec.file}:${spec.line}](../tests/${spec.file}#L${spec.line})` : 'no test yet';
  const proofs = new Set(proofsOf(id));
  const faults = faultsOf(id)
    .toSorted((one, other) => Number(proofs.has(other)) - Number(proofs.has(one)))
    .map((fault) => (proofs.has(fault) ? `**${fault.name}**` : fault.name));
  const caught = faults.length === 0 ? ['none'] : faults.join(', ').split(' ');
  const { level } = requirements[id];
  return `- \`${id}\` (${level}), ${place}\n  - ${wrapped(['catches', ...caught], '    ')}`;
}

function section(title: string, ids: readonly RequirementId[], specs: readonly Spec[]): string[] {
  return [`## ${title}`, '', ...ids.map((id) => item(id, specs)), ''];
}

function idsFrom(sentence: string): RequirementId[] {
  return requirementIds.filter((id) => sourcesOf(id).includes(sentence));
}

const LEVELS = ['MUST', 'SHOULD', 'OBSERVED'] as const;

/** Counts the requirements of this level. */
const ofLevel = (level: string) => requirementIds.filter((id) => requirements[id].level === level).length;

/** Writes the document from the catalogue, the specs and the faults. */
export function traceability(): string {
  const specs = listSpecs();
  const sentences = Object.entries(page).flatMap(([id, text]) =>
    section(`${id}: ${text}`, idsFrom(id), specs),
  );
  const others = requirementIds.filter((id) => !sourcesOf(id).some((source) => Object.hasOwn(page, source)));
  const bySource = [...new Set(others.map((id) => requirements[id].source))].flatMap((source) =>
    section(
      source,
      others.filter((id) => requirements[id].source === source),
      specs,
    ),
  );
  return [
    '# Traceability',
    '',
    'Made by `npm run traceability` from the catalogue, the specs and the faulty hosts; never edited by hand.',
    '',
    "Each sentence of the vendor's page, in our own words, with the requirements that come from it, the test of each, and",
    'the faulty hosts on which it fails. In bold: hosts that only this requirement, or only its group, catches. The groups',
    'are in `selftest/matrix/`.',
    '',
    `There are ${requirementIds.length} requirements: ${LEVELS.map((level) => `${ofLevel(level)} ${level}`).join(', ')}.`,
    '',
    ...sentences,
    '# From elsewhere',
    '',
    ...bySource,
  ].join('\n');
}

function sourcesOf(id: RequirementId): string[] {
  return requirements[id].source.split(' ');
}

if (process.argv[1] === __filename) {
  freezeNewIds();
  writeFileSync(FILE, traceability());
}
