/** The one test that waits. It records what becomes of the sessions, and never fails for the host's sake. */
import { test } from '../fixtures/index.ts';
import { conductExperiments } from '../fixtures/conduct.ts';

test('sessions wait side by side', async ({ run, preflight }) => {
  test.skip(preflight?.sessions === 'one', 'they have waited already, one after another');
  test.setTimeout(0);

  await conductExperiments(run, preflight);
});
