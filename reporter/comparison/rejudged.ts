/** Holds a verdict that was made again from evidence against the certificate of the run. Pure. */
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import type { Certificate } from '../../schemas/index.ts';

/** A requirement, or the whole certificate, that came out another way. */
export interface Divergence {
  /** The id of the requirement; undefined for the verdict of the certificate. */
  readonly id?: string;
  readonly was: string;
  readonly is: string;
  /** Whether the verdict is the same, and only the reason is another. */
  readonly inWordsOnly: boolean;
}

const asText = ({ verdict, reason }: { readonly verdict: string; readonly reason?: string | undefined }) =>
  reason === undefined ? verdict : `${verdict}: ${reason}`;

/** Returns what differs. Requirements that only one of the two knows are left out. */
export function divergencesOf(original: AnyCertificate, rejudged: Certificate): Divergence[] {
  const known = new Map(original.requirements.map((one) => [one.id, one]));
  const differing = rejudged.requirements.flatMap((one): Divergence[] => {
    const before = known.get(one.id);
    if (!before || (before.verdict === one.verdict && before.reason === one.reason)) return [];
    return [
      {
        id: one.id,
        was: asText(before),
        is: asText(one),
        inWordsOnly: before.verdict === one.verdict,
      },
    ];
  });
  // A requirement that only one of the two knows may have changed the verdict rightly.
  const sameRequirements = known.size === rejudged.requirements.length;
  if (original.verdict === rejudged.verdict || !sameRequirements) return differing;
  return [{ was: original.verdict, is: rejudged.verdict, inWordsOnly: false }, ...differing];
}

/** Describes what differs, a few lines each. */
export function describeDivergences(divergences: readonly Divergence[]): string[] {
  return divergences.flatMap(({ id = 'the verdict of the certificate', was, is, inWordsOnly }) => [
    `  ${inWordsOnly ? 'OTHER WORDS' : 'DIFFERS'} ${id}`,
    indented(`the certificate: ${was}`),
    indented(`rejudged:        ${is}`),
  ]);
}

const indented = (text: string) => text.replaceAll(/^/gm, '    ');
