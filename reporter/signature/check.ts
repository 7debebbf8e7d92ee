/** Compares a folder with what was signed: who signed it, and what was changed since. */
import type { KeyObject } from 'node:crypto';
import { CERTIFICATE_FILES, sha256, SIGNATURE_FILE } from '../certificate/files.ts';
import { type AnyCertificate, parseCertificate } from '../../schemas/any-certificate.ts';
import { besideVerdict } from '../../schemas/waived.ts';
import { opened } from './envelope.ts';
import { readStatement, resultOf } from './statement.ts';

const [CERTIFICATE] = CERTIFICATE_FILES;

/** What is in a folder, and what is wrong with it. */
export interface Checked {
  /** What is wrong, a sentence each, beginning with the name of the file. Where there is none, nothing was changed. */
  readonly problems: readonly string[];
  /** The signed files and their SHA-256; none where the envelope cannot be believed. */
  readonly signed: ReadonlyMap<string, string>;
  /** The certificate; undefined where it is not the one that was signed. */
  readonly certificate: AnyCertificate | undefined;
}

/** Checks a folder against the public key of who should have signed it. `read` gives the bytes of one of its files. */
export function checkReport(read: (name: string) => Buffer | undefined, key: KeyObject): Checked {
  const envelope = read(SIGNATURE_FILE);
  if (!envelope) return unbelieved('is missing: nothing says who made these files');
  const result = opened(envelope, key);
  if ('problem' in result) return unbelieved(result.problem);
  const statement = readStatement(result.payload);
  if (!statement) return unbelieved('is signed, but what it holds is no test result of this suite');

  const signed = new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
  const files = new Map([...CERTIFICATE_FILES, ...signed.keys()].map((name) => [name, read(name)]));
  const problems = [...files].flatMap(([name, bytes]) => problemWith(name, bytes, signed.get(name)));
  const bytes = files.get(CERTIFICATE);
  if (!bytes || sha256(bytes) !== signed.get(CERTIFICATE))
    return { problems, signed, certificate: undefined };

  const certificate = parseCertificate(bytes.toString('utf8'));
  if (!certificate) problems.push(`${CERTIFICATE} is as it was signed, but is no certificate`);
  else if (resultOf(certificate) !== statement.predicate.result)
    problems.push(
      `${SIGNATURE_FILE} says ${statement.predicate.result}, but ${CERTIFICATE} says ${certificate.verdict}${besideVerdict(certificate.requirements)}`,
    );
  return { problems, signed, certificate };
}

function unbelieved(problem: string): Checked {
  return { problems: [`${SIGNATURE_FILE} ${problem}`], signed: new Map(), certificate: undefined };
}

function problemWith(name: string, bytes: Buffer | undefined, digest: string | undefined): string[] {
  if (!bytes) {
    if (digest !== undefined) return [`${name} is missing: it was signed with the others`];
    return name === CERTIFICATE ? [`${name} is missing, and was never signed`] : [];
  }
  if (digest === undefined) return [`${name} stands in the folder, but was not signed with the others`];
  const now = sha256(bytes);
  if (now === digest) return [];
  return [`${name} was changed after it was signed: its SHA-256 is ${now}, and ${digest} was signed`];
}
