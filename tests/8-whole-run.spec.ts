/** What can only be said of all answers of a run, and so is judged at its end. */
import { expect, onEachHost, requirement, test } from '../fixtures/index.ts';

test(
  'every error answer is JSON with a code, a message and details',
  requirement('error.envelope', '@after-experiments'),
  onEachHost(async ({ all }) => {
    expect(all('error.envelope')).toMeet('error.envelope');
  }),
);
