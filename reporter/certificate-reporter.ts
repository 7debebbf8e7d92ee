/** Playwright reporter that writes a certificate for each host of the run, and prints the results. */
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
import { type Outcome, readOutcomes } from '../fixtures/judgement/outcome-log.ts';
import { readPreflight } from '../fixtures/preflight/record.ts';
import { recorded } from '../fixtures/evidence/recorder.ts';
import { writeWhole } from '../fixtures/evidence/whole-file.ts';
import { requirementOf } from '../fixtures/catalogue/annotate.ts';
import { type RequirementId, requirementIds } from '../fixtures/catalogue/requirements.ts';
import { readRunEnd, writeRunEnd } from '../fixtures/evidence/run-end.ts';
import { readRunSettings, runId, type Settings } from '../fixtures/settings/read.ts';
import type { Certificate } from '../schemas/index.ts';
import { runDetails, timesOf } from './certificate/run-details.ts';
import { makeCertificate } from './certificate/certificate.ts';
import { certificateFile, HAR_FILE, removeEarlier, writeCertificate } from './certificate/files.ts';
import { harOf } from './formats/har.ts';
import { endInOrder, outliveReader } from './terminal/signals.ts';
import { startLine } from './terminal/start-line.ts';
import { describeCertificate, describeFleet } from './terminal/table.ts';

export default class CertificateReporter implements Reporter {
  private readonly settings = readRunSettings();
  private readonly start = new Date();
  /** Requirements whose tests broke on any host, with the reason. */
  private readonly broken = new Map<RequirementId, string>();
  /** Requirements whose tests were cut off by the end of the run. */
  private readonly interrupted = new Set<RequirementId>();
  /** Reason why the run did not come to its end. */
  private stopped: string | undefined;

  constructor() {
    endInOrder();
    outliveReader();
    for (const host of this.settings.hosts) {
      removeEarlier(host.reportDir);
      // A run that is killed leaves this inconclusive certificate, or none.
      this.write(host, 'The run did not come to its end.');
    }
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    const { hosts } = this.settings;
    if (hosts.some(({ replayOf }) => replayOf !== undefined)) return;
    for (const { name, host = '' } of hosts.filter(({ verified }) => !verified))
      if (host.startsWith('https:'))
        this.say(
          `WARNING${name === undefined ? '' : ` for ${name}`}: OZ_TLS_INSECURE=1: any TLS certificate is accepted, and anybody in between can read passwords and answer in the host's place.`,
        );
    const timed = suite.allTests().filter(({ tags }) => tags.includes('@timed')).length;
    this.say(startLine(hosts, timed));
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const id = requirementOf(test.annotations);
    if (result.status === 'interrupted' && id !== undefined) this.interrupted.add(id);
    if (result.status !== 'failed' && result.status !== 'timedOut') return;
    if (id !== undefined) this.broken.set(id, `the suite itself broke: ${firstLine(result.error)}`);
  }

  onError(error: TestError): void {
    this.stopped ??= firstLine(error);
  }

  onEnd(result: FullResult): void {
    if (result.status === 'interrupted' || result.status === 'timedout')
      this.stopped ??= `The run was ${result.status} before its end.`;
    const coloured = process.stdout.isTTY && process.stdout.hasColors();
    const certificates = this.settings.hosts.map((host) => {
      const certificate = this.writeEnd(host);
      writeArchive(host.reportDir, certificate);
      const file = path.relative(process.cwd(), certificateFile(host.reportDir));
      return { name: host.name, certificate, file };
    });
    const [only] = certificates;
    if (this.settings.hosts[0]?.name === undefined && only)
      this.say(describeCertificate(only.certificate, { file: only.file, coloured }));
    else this.say(describeFleet(certificates, coloured));
  }

  private write(host: Settings, stopped: string | undefined): Certificate {
    const prevented = readPreflight(host.reportDir, runId(host))?.stopped;
    const outcomes = prevented === undefined ? this.outcomesOf(host) : new Map<RequirementId, Outcome>();
    const why = prevented ?? stopped ?? timesOf(host, this.start).stopped;
    const certificate = makeCertificate(runDetails(host, this.start), {
      outcomes,
      ...(why === undefined ? {} : { stopped: why }),
    });
    writeCertificate(host.reportDir, certificate);
    return certificate;
  }

  /** Writes the certificate, and how the run has ended, which a replay cannot find out again. */
  private writeEnd(host: Settings): Certificate {
    const certificate = this.write(host, this.stopped);
    const { run, suite } = certificate;
    const recorded = host.replayOf === undefined ? undefined : readRunEnd(host.replayOf, run.id);
    const stopped = this.stopped === undefined ? {} : { stopped: this.stopped };
    const { start, end } = run;
    const made = { run: run.id, suite, requirements: requirementIds, start, end, ...stopped };
    writeRunEnd(host.reportDir, recorded ?? made);
    return certificate;
  }

  /** Returns the outcomes on this host. Requirements whose tests broke before they wrote an outcome are inconclusive. */
  private outcomesOf(host: Settings): Map<RequirementId, Outcome> {
    const outcomes = readOutcomes(host.reportDir);
    // The end of the run cuts a test's connections, so the reason that an interrupted test gives means nothing.
    for (const id of this.interrupted) if (outcomes.get(id)?.verdict === 'inconclusive') outcomes.delete(id);
    for (const [id, reason] of this.broken)
      if (!outcomes.has(id)) outcomes.set(id, { verdict: 'inconclusive', reason });
    return outcomes;
  }

  private say(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}

/** Writes the exchanges as an archive beside the evidence. A failure is printed and changes no verdict. */
function writeArchive(reportDir: string, certificate: Certificate): void {
  const entries = recorded(reportDir);
  if (entries.length === 0) return;
  try {
    writeWhole(path.join(reportDir, HAR_FILE), harOf(certificate, entries));
  } catch (cause) {
    process.stderr.write(`No ${HAR_FILE} could be written: ${String(cause)}\n`);
  }
}

function firstLine(error: TestError | undefined): string {
  return (error?.message ?? error?.value ?? 'unknown error').split('\n')[0]?.replace(/^Error: /, '') ?? '';
}
