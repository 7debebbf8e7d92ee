/** The one test that waits. It records what becomes of the sessions, and never fails for the host's sake. */
import { conductExperiments } from '../fixtures/conduct.ts';
import { test } from '../fixtures/index.ts';

test('sessions wait side by side', async ({ runs }) => {
  test.setTimeout(0);

  await conductExperiments(runs, ({ sessions }) => sessions !== 'one');
});
