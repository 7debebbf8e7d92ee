/** The in-toto Statement (v1) with a test result (v0.1) for a certificate and the digests of its files. Pure. */
import { sha256 } from '../certificate/files.ts';
import { isJudged } from '../certificate/results.ts';
import type { AnyCertificate } from '../../schemas/any-certificate.ts';
import { isWaived, waiversCounted } from '../../schemas/waived.ts';
import { type Certificate, mismatches, type RequirementResult } from '../../schemas/index.ts';

/** Names of the verdicts in an in-toto test result. */
const TEST_VERDICTS = { conformant: 'PASSED', nonconformant: 'FAILED', inconclusive: 'WARNED' } as const;
type TestVerdict = (typeof TEST_VERDICTS)[keyof typeof TEST_VERDICTS];

/** Names a certificate's verdict in a test result. A verdict that rests on waivers is a warning, not a plain pass. */
export function testVerdictOf({ verdict, requirements }: AnyCertificate): TestVerdict {
  return verdict === 'conformant' && waiversCounted(requirements) > 0 ? 'WARNED' : TEST_VERDICTS[verdict];
}

/** Part of an in-toto statement that names a file or a host. */
interface ResourceDescriptor {
  readonly name: string;
  readonly uri?: string;
  readonly digest?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string | number>>;
}

/** Part of a statement that a check reads. */
export interface Statement {
  readonly subject: ReadonlyArray<{ readonly name: string; readonly digest: { readonly sha256: string } }>;
  readonly predicate: { readonly result: TestVerdict };
}

/** A whole statement, as it is signed. */
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

/** Makes the statement that these files, by their names, are the certificate of this run. */
export function makeStatement(certificate: Certificate, files: ReadonlyMap<string, Buffer>): TestResult {
  const tests = (of: ReturnType<typeof kindOf>) =>
    certificate.requirements.filter((one) => kindOf(one) === of).map(({ id }) => id);
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [...files].map(([name, bytes]) => ({ name, digest: { sha256: sha256(bytes) } })),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: testVerdictOf(certificate),
      configuration: configurationOf(certificate),
      passedTests: tests('passed'),
      warnedTests: tests('warned'),
      failedTests: tests('failed'),
    },
  };
}

/** Sorts a result into a list of the statement. Only a failed MUST without a waiver is a failure, all else a warning. */
function kindOf(result: RequirementResult): 'passed' | 'warned' | 'failed' | undefined {
  const { level, verdict } = result;
  if (verdict === 'passed' || (verdict === 'failed' && level === 'MUST' && !isWaived(result))) return verdict;
  if (verdict === 'observed' || !isJudged(result)) return undefined;
  return 'warned';
}

function configurationOf({ suite, host, ttl, requirements }: Certificate): ResourceDescriptor[] {
  const waivers = requirements.flatMap(({ id, waiver }) =>
    waiver ? [[id, `${waiver.state}: until ${waiver.until}, by ${waiver.owner}: ${waiver.reason}`]] : [],
  );
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
    ...(waivers.length > 0 ? [{ name: 'waivers', annotations: Object.fromEntries(waivers) }] : []),
  ];
}

/** Reads the statement in a signed payload; returns undefined if the payload is something else. */
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
