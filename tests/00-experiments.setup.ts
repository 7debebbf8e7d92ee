/** Sessions wait here, beside the specs that need no waiting: they are observed once, and judged later (docs/timing.md). */
import { experimentTags, test } from '../fixtures/index.ts';

test(
  'sessions wait side by side, each to its end',
  { tag: ['@timed', ...experimentTags] },
  async ({ experiments: _made }) => {},
);
