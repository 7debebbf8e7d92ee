/** Tells the process of the timed tests when the untimed ones have ended: what it sends may disturb them. */
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { tellEnded } from '../fixtures/stages.ts';

export default class UntimedEnd implements Reporter {
  /** The ids of the tests that have not ended, not even once: a retry may itself wait for the other process. */
  private readonly left = new Set<string>();
  private outputDir = '';

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    for (const test of suite.allTests()) {
      const project = test.parent.project();
      this.outputDir = project?.outputDir ?? this.outputDir;
      if (project?.name === 'untimed') this.left.add(test.id);
    }
    this.tell();
  }

  onTestEnd(test: TestCase): void {
    if (this.left.delete(test.id)) this.tell();
  }

  private tell(): void {
    if (this.left.size === 0) tellEnded(this.outputDir, 'untimed');
  }
}
