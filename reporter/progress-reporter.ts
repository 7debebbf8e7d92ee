/** Playwright reporter that shows what a run waits for: a live line on a terminal, a plain line every 30 s in a log. */
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { readObservations } from '../fixtures/experiments/record.ts';
import { type Preflight, readPreflight } from '../fixtures/preflight/record.ts';
import { requirementOf } from '../fixtures/catalogue/annotate.ts';
import { printsToLog, readRunSettings, runId, type Settings } from '../fixtures/settings/read.ts';
import { BETWEEN_HOSTS, now } from '../fixtures/timing/durations.ts';
import { progressLine } from './terminal/progress-line.ts';
import { durationOf } from '../fixtures/experiments/wait.ts';

/** Seconds between two lines, on a terminal and in a log. */
const LIVE = 1;
const PLAIN = 30;

/** Terminal codes that move to the beginning of the line and clear the line. */
const CLEAR = '\r\u001b[2K';

/** Part of an output stream that the reporter uses, so that tests can pass a stream of their own. */
export type Out = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

/** A host that can be tested as far as is known, with its preflight if that has ended. */
interface TestableHost {
  readonly host: Settings;
  readonly preflight: Preflight | undefined;
}

/** Returns the hosts that their preflight has not stopped. */
function testableHosts(settings: readonly Settings[]): TestableHost[] {
  return settings
    .map((host) => ({ host, preflight: readPreflight(host.reportDir, runId(host)) }))
    .filter(({ preflight }) => preflight?.stopped === undefined);
}

function hasObservations({ host }: TestableHost): boolean {
  return readObservations(host.reportDir, runId(host)) !== undefined;
}

const isWaiting = (test: TestCase) => test.parent.project()?.name === 'waiting';

export default class ProgressReporter implements Reporter {
  private readonly settings = readRunSettings().hosts;
  private readonly live: boolean;
  /** Number of requirements on each host; undefined until the preflight has ended. */
  private total: number | undefined;
  /** Requirements that are decided, on every host of the run. */
  private readonly decided = new Set<string>();
  /** Whether no test has begun. In this time the preflight runs, and hosts that keep one session at a time wait. */
  private beforeTests = true;
  private testable: readonly TestableHost[] = [];
  private experimentsBegan = false;
  /** The wait under way: the moment at which it began, and its expected length, in seconds. */
  private wait: { since: number; expected: number } | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param _options Playwright's options for reporters, which are not used. */
  constructor(
    _options?: unknown,
    private readonly out: Out = process.stdout,
  ) {
    this.live = out.isTTY === true && !printsToLog();
    this.timer = setInterval(() => this.show(), (this.live ? LIVE : PLAIN) * 1000).unref();
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.total = suite.allTests().filter(({ annotations }) => requirementOf(annotations)).length;
    // The reporters that follow print on a clean line.
    if (this.live && this.timer) this.out.write(CLEAR);
  }

  onTestBegin(test: TestCase): void {
    if (this.beforeTests) this.wait = undefined;
    this.beforeTests = false;
    // The first test of this project runs the experiments, unless the preflight has already run them.
    if (isWaiting(test) && !this.experimentsBegan) {
      this.experimentsBegan = true;
      this.beginWait(({ sessions }) => sessions !== 'one');
    }
    if (this.live) this.show();
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const id = requirementOf(test.annotations);
    if (isWaiting(test)) this.wait = undefined;
    if (id !== undefined && result.status !== 'interrupted') this.decided.add(id);
    if (this.live) this.show();
  }

  onEnd(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.live) this.out.write(CLEAR);
  }

  /** Notes that the hosts with such a preflight begin now to wait for sessions to expire. */
  private beginWait(where: (preflight: Preflight) => boolean): void {
    this.testable = testableHosts(this.settings);
    const waits = this.testable
      .filter(({ preflight }) => preflight && where(preflight))
      .map(({ host, preflight }, nth) => nth * BETWEEN_HOSTS + durationOf(host, preflight).wait);
    const expected = Math.max(0, ...waits);
    if (expected > 0) this.wait = { since: now(), expected };
  }

  private show(): void {
    if (this.timer === undefined) return;
    if (this.beforeTests && !this.wait) this.beginWait(({ sessions }) => sessions === 'one');
    if (this.wait && now() > this.wait.since + this.wait.expected && this.testable.every(hasObservations))
      this.wait = undefined;
    const { wait, decided, total, beforeTests } = this;
    const hosts = this.testable.length;
    const line = progressLine({
      ...(wait ? { wait: { elapsed: now() - wait.since, expected: wait.expected } } : {}),
      beforeTests,
      decided: decided.size * hosts,
      total: total && total * hosts,
      hosts,
    });
    // A line that fills the last column would wrap into a second line, which is never cleared.
    this.out.write(this.live ? `${CLEAR}${line.slice(0, (this.out.columns ?? 80) - 1)}` : `${line}\n`);
  }
}
