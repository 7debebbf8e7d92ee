/** The last of the tests that need no waiting. This test always passes, so that their worker ends in order (fixtures/run/untimed-end.ts). */
import { allTags, test } from '../fixtures/index.ts';

test('the tests that need no waiting are over', { tag: allTags }, () => {});
