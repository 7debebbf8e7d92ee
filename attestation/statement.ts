/** Certificate and the digests of its files → in-toto Statement (v1) with a test result (v0.1). Pure. */
import { sha256 } from '../reporter/files.ts';
import { isJudged } from '../reporter/results.ts';
import { type Certificate, mismatches, type RequirementResult } from '../schemas/index.ts';

/** What the verdicts are called in a test result. */
export const RESULTS = { conformant: 'PASSED', nonconformant: 'FAILED', inconclusive: 'WARNED' } as const;

/** A part of an in-toto statement that says which file or which host is meant. */
interface ResourceDescriptor {
  readonly name: string;
  readonly uri?: string;
  readonly digest?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string | number>>;
}

/** What is read of a signed statement. */
export interface Statement {
  readonly subject: ReadonlyArray<{ readonly name: string; readonly digest: { readonly sha256: string } }>;
  readonly predicate: { readonly result: (typeof RESULTS)[keyof typeof RESULTS] };
}

/** What is written into one. */
interface TestResult extends Statement {
  readonly _type: string;
  readonly predicateType: string;
  readonly predicate: Statement['predicate'] & {
    readonly configuration: readonly ResourceDescriptor[];
    readonly passedTests: readonly string[];
    readonly warnedTests: readonly string[];
    readonly failedTests: readonly string[];
  };
}

/** The statement that these files, by name, are the certificate of this run. */
export function makeStatement(certificate: Certificate, files: ReadonlyMap<string, Buffer>): TestResult {
  const tests = (of: ReturnType<typeof kindOf>) =>
    certificate.requirements.filter((one) => kindOf(one) === of).map(({ id }) => id);
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [...files].map(([name, bytes]) => ({ name, digest: { sha256: sha256(bytes) } })),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: RESULTS[certificate.verdict],
      configuration: configurationOf(certificate),
      passedTests: tests('passed'),
      warnedTests: tests('warned'),
      failedTests: tests('failed'),
    },
  };
}

/** Only a MUST fails a host; what SHOULD be otherwise, and what could not be tested, is a warning. */
function kindOf(result: RequirementResult): 'passed' | 'warned' | 'failed' | undefined {
  const { level, verdict } = result;
  if (verdict === 'passed' || (verdict === 'failed' && level === 'MUST')) return verdict;
  if (verdict === 'observed' || !isJudged(result)) return undefined;
  return 'warned';
}

function configurationOf({ suite, host, ttl }: Certificate): ResourceDescriptor[] {
  const { name, version, commit } = suite;
  return [
    {
      name: 'suite',
      uri: `pkg:generic/${name}@${version}`,
      ...(commit === null ? {} : { digest: { gitCommit: commit } }),
    },
    {
      name: 'host',
      uri: host.url,
      annotations: {
        OZ_SESSION_TTL: ttl.session,
        OZ_SESSION_LONGLIVE_TTL: ttl.longlive,
        OZ_RESOURCE_PATH: host.resourcePath,
      },
    },
  ];
}

/** The statement in these signed bytes; undefined where they hold something else. */
export function readStatement(payload: Buffer): Statement | undefined {
  try {
    const read: unknown = JSON.parse(payload.toString('utf8'));
    return isStatement(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isStatement(value: unknown): value is Statement {
  return mismatches('statement', value).length === 0;
}
