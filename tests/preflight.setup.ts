/** Before anything else: can this host be tested with these settings? If not, nothing else runs. */
import { test } from '../fixtures/index.ts';
import { lookAtHost, Stop, writePreflight } from '../fixtures/preflight.ts';
import { conductExperiments } from '../fixtures/conduct.ts';

test('the host can be tested', async ({ run, recorder }) => {
  const api = run.api(recorder, () => 'preflight');
  const alice = run.mainAccount(api);
  const others = run.otherAccounts(api);

  const seen = await lookAtHost([alice, ...others], {
    baseUrl: run.baseUrl,
    resourcePath: run.settings.resourcePath,
  }).catch((error: unknown) => {
    if (error instanceof Stop) test.info().annotations.push({ type: 'stopped', description: error.message });
    throw error;
  });

  writePreflight(run.settings.reportDir, { run: run.id, ...seen });
});

test('where an account has one session at a time, they wait before all else', async ({ run, preflight }) => {
  test.skip(preflight?.sessions !== 'one', 'the host lets an account have several sessions');
  test.setTimeout(0);

  await conductExperiments(run, preflight);
});
