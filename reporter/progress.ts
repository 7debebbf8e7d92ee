/** Shows while a run goes on what it waits for: one live line on a terminal, a plain line now and then in a log. */
import type { FullConfig, Reporter, Suite, TestCase, TestResult, TestStep } from '@playwright/test/reporter';
import { type Preflight, readPreflight } from '../fixtures/preflight.ts';
import { requirementOf } from '../fixtures/requirement.ts';
import { printsToLog, readRunSettings, runId, type Settings } from '../fixtures/settings.ts';
import { BETWEEN_HOSTS, now } from '../fixtures/timing.ts';
import { progressLine } from './progress-line.ts';
import { waitOf } from './wait.ts';

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

export default class ProgressReporter implements Reporter {
  private readonly settings = readRunSettings().hosts;
  private readonly live: boolean;
  private total = 0;
  private readonly decided = new Set<string>();
  /** Before the first requirement: the host is only being looked at. */
  private preflight = true;
  private testable: readonly Seen[] = [];
  private wait: { since: number; expected: number } | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param _options Playwright's. */
  constructor(
    _options?: unknown,
    private readonly out: Out = process.stdout,
  ) {
    this.live = out.isTTY === true && !printsToLog();
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    if (process.argv.includes('--list')) return;
    this.total = suite.allTests().filter(({ annotations }) => requirementOf(annotations)).length;
    this.timer = setInterval(() => this.show(), (this.live ? LIVE : PLAIN) * 1000).unref();
  }

  onTestBegin(test: TestCase): void {
    if (this.preflight) this.testable = seen(this.settings);
    if (requirementOf(test.annotations) !== undefined) this.preflight = false;
    const waits = this.waitIn(test);
    if (waits > 0) this.wait = { since: now(), expected: waits };
    if (this.live) this.show();
  }

  onStepEnd(test: TestCase, _result: TestResult, { title, category }: TestStep): void {
    const id = requirementOf(test.annotations);
    // In a fleet, what is done on one host is a step with its name.
    if (id !== undefined && category === 'test.step' && this.settings.some(({ name }) => name === title))
      this.decided.add(`${id} on ${title}`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const id = requirementOf(test.annotations);
    if (id === undefined) this.wait = undefined;
    else if (this.settings[0]?.name === undefined && result.status !== 'interrupted') this.decided.add(id);
    if (this.live) this.show();
  }

  onEnd(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.live) this.out.write(CLEAR);
  }

  /** How many seconds this test waits for sessions to expire; 0 for every other test. */
  private waitIn(test: TestCase): number {
    if (requirementOf(test.annotations) !== undefined) return 0;
    const alone = test.parent.project()?.name !== 'experiments';
    return Math.max(
      0,
      ...this.testable
        .filter(({ preflight }) => preflight && (preflight.sessions === 'one') === alone)
        .map(({ host, preflight }, nth) => nth * BETWEEN_HOSTS + waitOf(host, preflight)),
    );
  }

  private show(): void {
    if (this.timer === undefined) return;
    const { wait, decided } = this;
    const hosts = this.testable.length;
    const line = progressLine({
      ...(wait ? { wait: { elapsed: now() - wait.since, expected: wait.expected } } : {}),
      preflight: this.preflight,
      decided: decided.size,
      total: this.total * hosts,
      hosts,
    });
    // A line that reached the last column would go on in the next one, which nothing clears.
    this.out.write(this.live ? `${CLEAR}${line.slice(0, (this.out.columns ?? 80) - 1)}` : `${line}\n`);
  }
}
