/** Requests at the same moment: in which order a host takes them is its own affair, but it mixes nothing up. */
import {
  answersIn,
  expect,
  given,
  loginsAtOnce,
  onEachHost,
  outlivesPace,
  refreshed,
  refreshes,
  refreshesAtOnce,
  refreshesOfOthers,
  requirement,
  saw,
  statusesOf,
  switched,
  switches,
  test,
  working,
  works,
} from '../fixtures/index.ts';

test(
  'two refreshes of one pair mix nothing up',
  requirement('race.refreshes', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const { renewed } = await switched(alice);

    const tries = await refreshesAtOnce(renewed, 3);

    expect(tries).toGoWellEachTime();
    saw(`two refreshes of one pair at the same moment, ${answersIn(tries)}`);
  }),
);

test(
  'a request is granted while its session is refreshed',
  requirement('race.refresh-and-request', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const old = await refreshed(alice);
    // As beside the refresh, on two connections.
    for (const answer of await Promise.all([old.request(), old.request()]))
      given.granted(answer, 'one of two requests at the same moment is refused');

    const { refreshes } = await switches(old, 4);

    given.some(refreshes, 'the old access token is refused after a refresh');
    expect(refreshes).toGoWellEachTime();
    saw(`a refresh and a request at the same moment, ${answersIn(refreshes)}`);
  }),
);

test(
  'the old pair is gone though it was used while the new one first was',
  requirement('race.switch', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const old = await working(alice);
    const renewed = await refreshes(old);
    given.replaced(renewed, old);
    // One after another, as in each try.
    await works(old);
    await works(renewed);
    given.refused(await old.request(), 'the old access token outlives the first use of the new one');
    given.refused(await old.request(), 'the old access token outlives the first use of the new one');
    given.granted(await renewed.request({ headers: { Connection: 'close' } }), 'a new token stops working');

    const tries = await switches(renewed, 4);

    expect(tries.switches).toGoWellEachTime();
    saw(`the new and the old access token at the same moment, ${answersIn(tries.switches)}`);
  }),
);

test(
  'many logins each get a pair of their own account',
  requirement('race.logins', '@after-experiments'),
  onEachHost(async ({ alice, bob, loginsPerMinute }) => {
    const [ofAlice, ofBob] = await loginsAtOnce(alice, bob, loginsPerMinute);
    const answers = [...ofAlice, ...ofBob];
    const [asAlice, asBob] = [await working(alice), await working(bob)];
    const toAlice = await alice.tryLogin();
    given.fresh(alice.sessionOf(toAlice), asAlice);
    for (const control of await refreshesOfOthers(asAlice, [asBob.answer]))
      given.emptyHanded(control, "another account's expire token gives a pair");
    for (const control of await refreshesOfOthers(asBob, [toAlice]))
      given.emptyHanded(control, "another account's expire token gives a pair");
    outlivesPace(answers, alice, loginsPerMinute);

    expect(answers).toBreakNothing();
    expect(answers).toMixNoPairs();
    for (const answer of await refreshesOfOthers(asAlice, ofBob)) expect(answer).toIssueNothing();
    for (const answer of await refreshesOfOthers(asBob, ofAlice)) expect(answer).toIssueNothing();
    saw(`${answers.length} logins of two accounts at the same moment: ${statusesOf(answers)}`);
  }),
);
