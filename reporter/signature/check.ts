/** Checks a signed report folder: who signed the files, and what was changed since. */
import type { KeyObject } from 'node:crypto';
import {
  bytesIn,
  CERTIFICATE_FILES,
  evidenceIn,
  LINES_FILE,
  sha256,
  SIGNATURE_FILE,
} from '../certificate/files.ts';
import { type AnyCertificate, parseCertificate } from '../../schemas/any-certificate.ts';
import { besideVerdict } from '../../schemas/waived.ts';
import { openEnvelope } from './envelope.ts';
import { lineDifferences } from './line-differences.ts';
import { hasLines, linesOf, listedLines } from './lines.ts';
import { readStatement, testVerdictOf } from './statement.ts';

const [CERTIFICATE] = CERTIFICATE_FILES;

/** Result of a check. */
export interface CheckResult {
  /** Sentences that say what is wrong, each beginning with a file's name. An empty list means that nothing was changed. */
  readonly problems: readonly string[];
  /** Signed files with their SHA-256; empty if the envelope cannot be trusted. */
  readonly signed: ReadonlyMap<string, string>;
  /** The certificate; undefined if its file is not the one that was signed. */
  readonly certificate: AnyCertificate | undefined;
}

/** The files of a report, in a folder or in memory. */
export interface Report {
  /** Returns the bytes of a file, or undefined if there is none. */
  readonly read: (name: string) => Buffer | undefined;
  /** The names of the evidence's files. */
  readonly evidence: readonly string[];
}

/** Returns the files of a report folder. */
export function reportIn(folder: string): Report {
  return { read: (name) => bytesIn(folder, name), evidence: evidenceIn(folder) };
}

/** Checks a report against the public key of the expected signer. */
export function checkReport({ read, evidence }: Report, key: KeyObject): CheckResult {
  const envelope = read(SIGNATURE_FILE);
  if (!envelope) return untrusted('is missing: nothing says who made these files');
  const result = openEnvelope(envelope, key);
  if ('problem' in result) return untrusted(result.problem);
  const statement = readStatement(result.payload);
  if (!statement) return untrusted('is signed, but what it holds is no test result of this suite');

  const signed = new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
  const list = read(LINES_FILE);
  const lines = list && sha256(list) === signed.get(LINES_FILE) ? list : undefined;
  const names = new Set([...CERTIFICATE_FILES, ...signed.keys(), ...evidence]);
  const problems = [...names].flatMap((name) => problemsWith(name, read(name), signed.get(name), lines));
  const bytes = read(CERTIFICATE);
  if (!bytes || sha256(bytes) !== signed.get(CERTIFICATE))
    return { problems, signed, certificate: undefined };

  const certificate = parseCertificate(bytes.toString('utf8'));
  if (!certificate) problems.push(`${CERTIFICATE} is as it was signed, but is no certificate`);
  else if (testVerdictOf(certificate) !== statement.predicate.result)
    problems.push(
      `${SIGNATURE_FILE} says ${statement.predicate.result}, but ${CERTIFICATE} says ${certificate.verdict}${besideVerdict(certificate.requirements)}`,
    );
  return { problems, signed, certificate };
}

function untrusted(problem: string): CheckResult {
  return { problems: [`${SIGNATURE_FILE} ${problem}`], signed: new Map(), certificate: undefined };
}

/** @param list the signed list of the evidence's lines; undefined if there is none that can be trusted. */
function problemsWith(
  name: string,
  bytes: Buffer | undefined,
  digest: string | undefined,
  list: Buffer | undefined,
): string[] {
  if (!bytes) {
    if (digest !== undefined) return [`${name} is missing: it was signed with the others`];
    return name === CERTIFICATE ? [`${name} is missing, and was never signed`] : [];
  }
  if (digest === undefined) return [`${name} stands in the folder, but was not signed with the others`];
  const now = sha256(bytes);
  if (now === digest) return [];
  const changed = `${name} was changed after it was signed: its SHA-256 is ${now}, and ${digest} was signed`;
  return [changed, ...(list && hasLines(name) ? linesThatDiffer(name, bytes, list) : [])];
}

/** The most lines of a file that are named; more help nobody. */
const MOST_NAMED = 20;

function linesThatDiffer(name: string, bytes: Buffer, list: Buffer): string[] {
  const all = lineDifferences(listedLines(list, name), linesOf(bytes));
  const more = all.length - MOST_NAMED;
  const named = all.slice(0, MOST_NAMED).map((difference) => `${name}, ${difference}`);
  return more > 0 ? [...named, `${name}, and ${more} differences more`] : named;
}
