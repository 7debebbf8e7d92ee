/** Requests at the same moment. A host may take them in any order, but must mix nothing up. */
import {
  expect,
  given,
  loginsAtOnce,
  note,
  onEachHost,
  refreshesAtOnce,
  refreshesOfOthers,
  refreshThenSwitch,
  requirement,
  statusesInWords,
  test,
  triesInWords,
} from '../fixtures/index.ts';

// Good practice: Requests at the same moment each get a whole answer, and none gets half of another.
test(
  'two refreshes of one pair mix nothing up',
  requirement('race.refreshes', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    await given.switchedSession(alice);

    const tries = await refreshesAtOnce(alice, 3);

    expect(tries).toGoWellEachTime();
    note(`two refreshes of one pair at the same moment, ${triesInWords(tries)}`);
  }),
);

// Good practice: A request does not fail because its session is refreshed at the same moment.
test(
  'a request is granted while its session is refreshed',
  requirement('race.refresh-and-request', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const old = await given.refreshedSession(alice);
    // On two connections, as the request and the refresh will be.
    for (const answer of await Promise.all([old.request(), old.request()]))
      given.granted(answer, 'one of two requests at the same moment is refused');

    const { refreshes } = await refreshThenSwitch(old, 3);

    given.some(refreshes, 'the old access token is refused after a refresh');
    expect(refreshes).toGoWellEachTime();
    note(`a refresh and a request at the same moment, ${triesInWords(refreshes)}`);
  }),
);

// Good practice: What S9 says of the old pair holds at the same moment as well.
test(
  'the old pair is gone though it was used while the new one first was',
  requirement('race.switch', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const old = await given.session(alice);
    const renewed = await given.refreshed(old);
    given.replaced(renewed, old);
    // One after another, as in each try.
    await given.works(old);
    await given.works(renewed);
    given.refused(await old.request(), 'the old access token outlives the first use of the new one');
    given.refused(await old.request(), 'the old access token outlives the first use of the new one');
    given.granted(await renewed.request({ headers: { Connection: 'close' } }), 'a new token stops working');

    const tries = await refreshThenSwitch(renewed, 3);

    expect(tries.switches).toGoWellEachTime();
    note(`the new and the old access token at the same moment, ${triesInWords(tries.switches)}`);
  }),
);

// Good practice: Logins at the same moment each get a pair of their own account.
test(
  'many logins each get a pair of their own account',
  requirement('race.logins', '@after-experiments'),
  onEachHost(async ({ alice, bob, loginsPerMinute }) => {
    const [ofAlice, ofBob] = await loginsAtOnce(alice, bob, loginsPerMinute);
    const answers = [...ofAlice, ...ofBob];
    const [asAlice, asBob] = [await given.session(alice), await given.session(bob)];
    const toAlice = await alice.tryLogin();
    given.fresh(alice.sessionOf(toAlice), asAlice);
    for (const control of await refreshesOfOthers(asAlice, [asBob.answer]))
      given.emptyHanded(control, "another account's expire token gives a pair");
    for (const control of await refreshesOfOthers(asBob, [toAlice]))
      given.emptyHanded(control, "another account's expire token gives a pair");
    given.stillAlive(answers, alice, loginsPerMinute);

    expect(answers).toBreakNothing();
    expect(answers).toMixNoPairs();
    for (const answer of await refreshesOfOthers(asAlice, ofBob)) expect(answer).toIssueNothing();
    for (const answer of await refreshesOfOthers(asBob, ofAlice)) expect(answer).toIssueNothing();
    for (const session of [asAlice, asBob]) await given.works(session);
    note(`${answers.length} logins of two accounts at the same moment: ${statusesInWords(answers)}`);
  }),
);
