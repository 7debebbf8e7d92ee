/** Shows while a run goes on what it waits for: one live line on a terminal, a plain line now and then in a log. */
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { readObservations } from '../fixtures/experiments/record.ts';
import { type Preflight, readPreflight } from '../fixtures/preflight/record.ts';
import { requirementOf } from '../fixtures/catalogue/annotate.ts';
import { printsToLog, readRunSettings, runId, type Settings } from '../fixtures/settings/read.ts';
import { BETWEEN_HOSTS, now } from '../fixtures/timing/durations.ts';
import { progressLine } from './terminal/progress-line.ts';
import { waitOf } from '../fixtures/experiments/wait.ts';

/** Seconds between two lines. */
const LIVE = 1;
const PLAIN = 30;

/** To the beginning of the line, and nothing to the right of it. */
const CLEAR = '\r\u001b[2K';

/** What of a terminal, or of another stream, is made use of. */
export type Out = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

interface Seen {
  readonly host: Settings;
  readonly preflight: Preflight | undefined;
}

/** The hosts that the preflight did not stop, as far as it has seen them. */
function seen(settings: readonly Settings[]): Seen[] {
  return settings
    .map((host) => ({ host, preflight: readPreflight(host.reportDir, runId(host)) }))
    .filter(({ preflight }) => preflight?.stopped === undefined);
}

function hasWaited({ host }: Seen): boolean {
  return readObservations(host.reportDir, runId(host)) !== undefined;
}

const isWaiting = (test: TestCase) => test.parent.project()?.name === 'waiting';

export default class ProgressReporter implements Reporter {
  private readonly settings = readRunSettings().hosts;
  private readonly live: boolean;
  /** Unknown until the preflight has ended. */
  private total: number | undefined;
  /** On each host of the run. */
  private readonly decided = new Set<string>();
  /** Before the first test: the hosts are being looked at, and those wait that must wait by themselves. */
  private beforeTests = true;
  private testable: readonly Seen[] = [];
  private waited = false;
  private wait: { since: number; expected: number } | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param _options Playwright's. */
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
    // The others print below.
    if (this.live && this.timer) this.out.write(CLEAR);
  }

  onTestBegin(test: TestCase): void {
    if (this.beforeTests) this.wait = undefined;
    this.beforeTests = false;
    // The first of these makes the experiments, or finds them made.
    if (isWaiting(test) && !this.waited) {
      this.waited = true;
      this.waitWhere(({ sessions }) => sessions !== 'one');
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

  /** Such hosts wait for sessions to expire from now on. */
  private waitWhere(where: (preflight: Preflight) => boolean): void {
    this.testable = seen(this.settings);
    const waits = this.testable
      .filter(({ preflight }) => preflight && where(preflight))
      .map(({ host, preflight }, nth) => nth * BETWEEN_HOSTS + waitOf(host, preflight));
    const expected = Math.max(0, ...waits);
    if (expected > 0) this.wait = { since: now(), expected };
  }

  private show(): void {
    if (this.timer === undefined) return;
    if (this.beforeTests && !this.wait) this.waitWhere(({ sessions }) => sessions === 'one');
    if (this.wait && now() > this.wait.since + this.wait.expected && this.testable.every(hasWaited))
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
    // A line that reached the last column would go on in the next one, which nothing clears.
    this.out.write(this.live ? `${CLEAR}${line.slice(0, (this.out.columns ?? 80) - 1)}` : `${line}\n`);
  }
}
