/** Certificates of any version of the suite, read from files that anybody may have written. */
import { type Certificate, mismatches, type RequirementResult } from './index.ts';

/** Part of a certificate that all versions have. */
export interface AnyCertificate extends Pick<Certificate, 'verdict' | 'ttl'> {
  readonly summary?: string;
  readonly host: Pick<Certificate['host'], 'url' | 'embedded' | 'resourcePath' | 'version'>;
  readonly suite: Pick<Certificate['suite'], 'version' | 'commit'>;
  readonly run: Pick<Certificate['run'], 'id' | 'start' | 'end'>;
  readonly requirements: ReadonlyArray<
    Pick<RequirementResult, 'id' | 'level' | 'verdict' | 'reason'> & {
      readonly waiver?: { readonly state: string };
    }
  >;
}

function isAnyCertificate(value: unknown): value is AnyCertificate {
  return mismatches('any-certificate', value).length === 0;
}

/** Parses a certificate; returns undefined if the text is none, or names a requirement twice. */
export function parseCertificate(text: string): AnyCertificate | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isAnyCertificate(read)) return undefined;
  const ids = read.requirements.map(({ id }) => id);
  return new Set(ids).size === ids.length ? read : undefined;
}
