/** Whether a certificate follows from its evidence: it is held against the one that was made again from it. Pure. */
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import type { Certificate } from '../../schemas/index.ts';
import { describeDivergences, divergencesOf } from '../comparison/rejudged.ts';

/** What came of judging the evidence again. */
export interface JudgedAgain {
  /** Lines that say what differs from the certificate; none if the certificate follows from the evidence. */
  readonly differences: readonly string[];
  /** A line that says what could not be compared; none if everything could. */
  readonly notes: readonly string[];
}

type Suite = Pick<AnyCertificate['suite'], 'version' | 'commit'>;

const suiteInWords = ({ version, commit }: Suite) => `${version}, commit ${commit ?? 'unknown'}`;

/**
 * Compares a certificate with the one made again. If the same suite made both, they have the same requirements: one that was
 * left out could have changed the verdict.
 */
export function comparedAgain(certificate: AnyCertificate, rejudged: Certificate): JudgedAgain {
  const differing = divergencesOf(certificate, rejudged).filter(({ inWordsOnly }) => !inWordsOnly);
  const differences = describeDivergences(differing);
  const missing = [
    ...onlyIn(certificate, rejudged).map((id) => `${id} (on the certificate alone)`),
    ...onlyIn(rejudged, certificate).map((id) => `${id} (judged again alone)`),
  ];
  const [its, own] = [suiteInWords(certificate.suite), suiteInWords(rejudged.suite)];
  if (its === own)
    return { differences: [...differences, ...missing.map((id) => `  DIFFERS ${id}`)], notes: [] };
  const beside = missing.length === 0 ? '' : `; not compared: ${missing.join(', ')}`;
  return {
    differences,
    notes: [`judged again by the suite ${own}, where ${its} made the certificate${beside}`],
  };
}

type Requirements = Pick<AnyCertificate, 'requirements'>;

/** Returns the ids of the requirements that only the first of the two has. */
function onlyIn({ requirements }: Requirements, other: Requirements): string[] {
  const known = new Set(other.requirements.map(({ id }) => id));
  return requirements.map(({ id }) => id).filter((id) => !known.has(id));
}
