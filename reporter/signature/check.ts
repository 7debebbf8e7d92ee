/** Checks a signed report folder: who signed the files, and what was changed since. */
import type { KeyObject } from 'node:crypto';
import { CERTIFICATE_FILES, sha256, SIGNATURE_FILE } from '../certificate/files.ts';
import { type AnyCertificate, parseCertificate } from '../../schemas/any-certificate.ts';
import { besideVerdict } from '../../schemas/waived.ts';
import { openEnvelope } from './envelope.ts';
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

/**
 * Checks a folder against the public key of the expected signer.
 * @param read returns the bytes of a file of the folder, or undefined if there is none.
 */
export function checkReport(read: (name: string) => Buffer | undefined, key: KeyObject): CheckResult {
  const envelope = read(SIGNATURE_FILE);
  if (!envelope) return untrusted('is missing: nothing says who made these files');
  const result = openEnvelope(envelope, key);
  if ('problem' in result) return untrusted(result.problem);
  const statement = readStatement(result.payload);
  if (!statement) return untrusted('is signed, but what it holds is no test result of this suite');

  const signed = new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
  const files = new Map([...CERTIFICATE_FILES, ...signed.keys()].map((name) => [name, read(name)]));
  const problems = [...files].flatMap(([name, bytes]) => problemsWith(name, bytes, signed.get(name)));
  const bytes = files.get(CERTIFICATE);
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

function problemsWith(name: string, bytes: Buffer | undefined, digest: string | undefined): string[] {
  if (!bytes) {
    if (digest !== undefined) return [`${name} is missing: it was signed with the others`];
    return name === CERTIFICATE ? [`${name} is missing, and was never signed`] : [];
  }
  if (digest === undefined) return [`${name} stands in the folder, but was not signed with the others`];
  const now = sha256(bytes);
  if (now === digest) return [];
  return [`${name} was changed after it was signed: its SHA-256 is ${now}, and ${digest} was signed`];
}
