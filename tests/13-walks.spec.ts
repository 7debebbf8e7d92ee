/** All sentences of the page at once: logins, requests and refreshes in made-up orders (fixtures/model/). */
import {
  given,
  mayBeDueTo,
  note,
  onEachHost,
  requirement,
  takeWalks,
  test,
  walkInWords,
} from '../fixtures/index.ts';

// The page is silent about the order of requests: S1 to S12 hold in any.
test(
  'requests in any order are answered as the page says',
  requirement('observed.walks', '@after-experiments'),
  onEachHost(async (host) => {
    const { regular, explore, preflight, isUndisputed } = host;
    given.sessionsSideBySide(preflight);

    const { sent, seed, found, doubtful } = await takeWalks(regular, explore, (id) =>
      mayBeDueTo(id).every(isUndisputed),
    );

    for (const one of found) host.fails(one.must.requirement, walkInWords(one, seed), one.exchanges);
    for (const sentence of doubtful) note(sentence);
    note(`${sent} requests in made-up orders; OZ_EXPLORE_SEED=${seed} makes up the same`);
    note(found.length === 0 ? 'the page allows all answers' : `against the page: ${found.length}`);
  }),
);
