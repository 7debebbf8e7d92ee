/** Before anything else: can the host be tested with these settings? If not, nothing else runs against it. */
import { conductExperiments } from '../fixtures/conduct.ts';
import { test } from '../fixtures/index.ts';
import { lookAtHosts } from '../fixtures/preflight.ts';

test('the host can be tested', async ({ runs }) => {
  await lookAtHosts(runs);
});

test('where an account has one session at a time, they wait before all else', async ({ runs }) => {
  test.setTimeout(0);

  await conductExperiments(runs, ({ sessions }) => sessions === 'one');
});
