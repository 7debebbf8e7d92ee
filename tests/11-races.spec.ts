/** Requests at the same moment: in which order a host takes them is its own affair, but it mixes nothing up. */
import { expect, given, onEachHost, refreshes, requirement, saw, test, works } from '../fixtures/index.ts';
import { loginsAtOnce, refreshesOfOthers, statusesOf } from '../fixtures/races.ts';
import { told } from '../fixtures/told.ts';

test(
  'two refreshes of one pair mix nothing up',
  requirement('race.refreshes', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const plain = await alice.login();
    given.replaced(await refreshes(plain), plain);
    const old = await alice.login();
    await works(old);

    const answers = await Promise.all([old.renew(), old.renew()]);

    expect(answers).toBreakNothing();
    expect(answers).toMixNoPairs();
    saw(`two refreshes of one pair at the same moment: ${statusesOf(answers)}`);
  }),
);

test(
  'a request is granted while its session is refreshed',
  requirement('race.refresh-and-request', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    await refreshes(await alice.login());
    const old = await alice.login();
    // As beside the refresh, on two connections.
    for (const answer of await Promise.all([old.use(), old.use()]))
      given.granted(answer, 'one of two requests at the same moment is refused');

    const [refresh, request] = await Promise.all([old.renew(), old.use()]);
    given.granted(await old.use(), 'the old access token is refused after a refresh');

    expect([refresh, request]).toBreakNothing();
    expect([refresh]).toMixNoPairs();
    expect(request).toBeGranted();
    saw(`a refresh and a request at the same moment: ${told(refresh)}; ${told(request)}`);
  }),
);

test(
  'the old pair is gone though it was used while the new one first was',
  requirement('race.switch', '@after-experiments'),
  onEachHost(async ({ alice }) => {
    const plain = await alice.login();
    const plainly = await refreshes(plain);
    await works(plainly);
    given.refused(await plain.use(), 'the old access token outlives the first use of the new one');
    given.refused(await plain.use(), 'the old access token outlives the first use of the new one');
    given.granted(await plainly.use({ headers: { Connection: 'close' } }), 'a new token stops working');
    await works(plainly);
    const old = await alice.login();
    const renewed = await refreshes(old);

    const answers = await Promise.all([renewed.use(), old.use()]);

    expect(answers).toBreakNothing();
    expect(answers[0]).toBeGranted();
    expect(await old.use()).toBeRefused();
    expect(await renewed.use()).toBeGranted();
    saw(`the new and the old access token at the same moment: ${told(answers[0])}; ${told(answers[1])}`);
  }),
);

test(
  'many logins each get a pair of their own account',
  requirement('race.logins', '@after-experiments'),
  onEachHost(async ({ alice, bob }) => {
    const [ofAlice, ofBob] = await loginsAtOnce(alice, bob);
    const answers = [...ofAlice, ...ofBob];
    const [asAlice, asBob] = [await alice.login(), await bob.login()];
    const [toAlice, toBob] = [await alice.authenticate(), await bob.authenticate()];
    given.fresh(alice.sessionOf(toAlice), asAlice);
    for (const control of await refreshesOfOthers(asAlice, [asBob.answer, toBob]))
      given.emptyHanded(control, "another account's expire token gives a pair");
    for (const control of await refreshesOfOthers(asBob, [asAlice.answer, toAlice]))
      given.emptyHanded(control, "another account's expire token gives a pair");

    expect(answers).toBreakNothing();
    expect(answers).toMixNoPairs();
    for (const answer of await refreshesOfOthers(asAlice, ofBob)) expect(answer).toIssueNothing();
    for (const answer of await refreshesOfOthers(asBob, ofAlice)) expect(answer).toIssueNothing();
    saw(`${answers.length} logins of two accounts at the same moment: ${statusesOf(answers)}`);
  }),
);
