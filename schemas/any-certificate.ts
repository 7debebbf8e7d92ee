/** A certificate that another run made, perhaps with another version of the suite, read as what it may be: anything. */
import { type Certificate, mismatches, type RequirementResult } from './index.ts';

/** What the certificates of all versions have. */
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

/** The certificate that this text is; undefined where it is none, or names a requirement twice. */
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
