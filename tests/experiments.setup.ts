/** The one test that waits. It records what becomes of the sessions, and never fails for the host's sake. */
import { conductExperiments, conductLate } from '../fixtures/conduct.ts';
import { test } from '../fixtures/index.ts';
import type { Preflight } from '../fixtures/preflight.ts';

const sideBySide = ({ sessions }: Preflight) => sessions !== 'one';

test('sessions wait side by side', async ({ runs }) => {
  test.setTimeout(0);

  await Promise.all([conductExperiments(runs, sideBySide), conductLate(runs, sideBySide)]);
});
