/**
 * Makes the experiments in Playwright's main process, from the moment when the tests are known: a worker takes more than a
 * second to start, and what waits may begin meanwhile.
 */
import { request } from '@playwright/test';
import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { conductExperiments, conductLate } from '../fixtures/conduct.ts';
import { withRuns } from '../fixtures/runs.ts';
import { readRunSettings } from '../fixtures/settings.ts';
import { tellEnded } from '../fixtures/stages.ts';

export default class Experiments implements Reporter {
  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    const timed = suite.suites.map((one) => one.project()).find((project) => project?.name === 'timed');
    if (!timed) return;
    const { hosts } = readRunSettings();
    void withRuns(request, hosts, 'experiments', async (runs) => {
      await Promise.all([conductExperiments(runs), conductLate(runs)]);
    })
      // What the experiments could not keep, the tests that ask for it could not observe.
      .catch(() => undefined)
      .finally(() => tellEnded(timed.outputDir, 'experiments'));
  }
}
