/** The last of the tests that need no waiting. It passes, so that their worker ends in order after it (fixtures/run/untimed-end.ts). */
import { allTags, test } from '../fixtures/index.ts';

test('the tests that need no waiting are over', { tag: allTags }, () => {});
