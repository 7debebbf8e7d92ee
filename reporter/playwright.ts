/** The Playwright side of the certificate: collects how each test ended, writes the file, prints the table. */
import path from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { makePlan } from '../fixtures/plan.ts';
import { requirementOf } from '../fixtures/requirement.ts';
import {
  type Requirement,
  type RequirementId,
  requirementIds,
  requirements,
} from '../fixtures/requirements.ts';
import { readSettings } from '../fixtures/settings.ts';
import type { Exchange } from '../schemas/index.ts';
import { aboutRun } from './about.ts';
import { makeCertificate, type Outcome } from './certificate.ts';
import { certificateFile, removeEarlier, writeCertificate } from './files.ts';
import { describe } from './table.ts';

/** What counts where a test ended more than once (`--retries`, `--repeat-each`). */
const WORST = { failed: 2, inconclusive: 1, passed: 0 } as const;

const excluded = new Set<string>(
  requirementIds.filter((id) => {
    const requirement: Requirement = requirements[id];
    return requirement.excluded !== undefined;
  }),
);

export default class CertificateReporter implements Reporter {
  private readonly settings = readSettings();
  private readonly start = new Date();
  /** A list is no run: nothing is written, and the last certificate stays. */
  private readonly listing = process.argv.includes('--list');
  private readonly outcomes = new Map<RequirementId, Outcome>();
  /** Why the run could not be made at all. */
  private prevented: string | undefined;
  /** Why it did not come to its end. */
  private stopped: string | undefined;

  constructor() {
    if (this.listing) return;
    removeEarlier(this.settings.reportDir);
    // A run that is killed leaves this, or nothing.
    this.write('The run did not come to its end.');
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    if (this.listing) return;
    const { host, sessionTtl, timeBudget } = this.settings;
    const where = host ?? 'the embedded reference host';
    const { touch, after } = makePlan(sessionTtl, 0, true);
    const wait = Math.ceil(Math.min(timeBudget, sessionTtl + touch + after));
    const waits = suite.allTests().some(({ tags }) => tags.includes('@timed'));
    this.say(
      `oz-auth-conformance: ${where}, OZ_SESSION_TTL ${sessionTtl} s${waits ? `; sessions have to end by themselves, which takes about ${wait} s` : ''}`,
    );
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const stopped = result.annotations.find(({ type }) => type === 'stopped')?.description;
    if (stopped !== undefined) this.prevented = stopped;
    const id = requirementOf(test.annotations);
    if (id === undefined) {
      // Only the preflight and the experiments stand for no requirement.
      if (result.status === 'failed' || result.status === 'timedOut')
        this.stopped ??= `"${test.title}" broke: ${firstLine(result.error)}`;
      return;
    }
    const outcome = outcomeOf(result);
    if (!outcome) return;
    const known = this.outcomes.get(id);
    if (!known || WORST[outcome.verdict] > WORST[known.verdict]) this.outcomes.set(id, outcome);
  }

  onError(error: TestError): void {
    this.stopped ??= firstLine(error);
  }

  onEnd(result: FullResult): void {
    if (this.listing) return;
    if (result.status === 'interrupted' || result.status === 'timedout')
      this.stopped ??= `The run was ${result.status} before its end.`;
    const certificate = this.write(this.prevented ?? this.stopped);
    const coloured = process.stdout.isTTY && process.stdout.hasColors();
    const file = path.relative(process.cwd(), certificateFile(this.settings.reportDir));
    this.say(describe(certificate, excluded, { file, coloured }));
  }

  private write(stopped: string | undefined) {
    const certificate = makeCertificate(aboutRun(this.settings, this.start), {
      outcomes: this.prevented === undefined ? this.outcomes : new Map(),
      ...(stopped === undefined ? {} : { stopped }),
    });
    writeCertificate(this.settings.reportDir, certificate);
    return certificate;
  }

  private say(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}

function firstLine(error: TestError | undefined): string {
  return (error?.message ?? error?.value ?? 'unknown error').split('\n')[0]?.replace(/^Error: /, '') ?? '';
}

/** How a test ended; undefined where it did not come to its end. */
function outcomeOf(result: TestResult): Outcome | undefined {
  const evidence = evidenceOf(result);
  const about = (type: string) => result.annotations.find((one) => one.type === type)?.description;
  const failed = about('failed');
  const doubt = about('doubt');
  if (failed !== undefined && doubt === undefined) return { verdict: 'failed', reason: failed, evidence };
  if (result.status === 'passed') return { verdict: 'passed', evidence };
  if (result.status === 'interrupted') return undefined;
  const skipped = about('skip');
  if (result.status === 'skipped' && skipped === undefined) return undefined;
  const reason = doubt ?? skipped ?? `the suite itself broke: ${firstLine(result.error)}`;
  return { verdict: 'inconclusive', reason, evidence };
}

function evidenceOf(result: TestResult): Exchange[] {
  const body = result.attachments.find(({ name }) => name === 'evidence')?.body;
  if (!body) return [];
  try {
    // Attached by the suite's own fixture.
    const exchanges: Exchange[] = JSON.parse(body.toString('utf8'));
    return exchanges;
  } catch {
    return [];
  }
}
