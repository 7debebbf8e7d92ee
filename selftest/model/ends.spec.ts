/** What the model says of a pair's end (S4, S6), and of requests whose answers were lost. */
import { after } from '../../fixtures/model/effects.ts';
import { mustBe } from '../../fixtures/model/rules.ts';
import { agedTo, type Period, type Request, type Seen, type World } from '../../fixtures/model/world.ts';
import { expect, test } from '../tools/certify.ts';

const PERIOD: Period = { least: 90, most: 110, young: 50 };
const periods = () => PERIOD;

/** An answer to a request that takes a second. */
const at = (left: number, status = 200, pair?: string): Seen => ({
  status,
  left,
  came: left + 1,
  ...(pair === undefined ? {} : { pair: { accessToken: pair, expireToken: `${pair} expire` } }),
});

const login: Request = { kind: 'login', account: 'alice' };
const request = (pair: string): Request => ({ kind: 'resource', accessToken: pair });
const refresh = (pair: string): Request => ({
  kind: 'refresh',
  accessToken: pair,
  expireToken: `${pair} expire`,
});

/** Returns the world after these requests, each with its answer. */
const worldAfter = (...steps: ReadonlyArray<readonly [Request, Seen]>): World =>
  steps.reduce((world: World, [sent, seen]) => after(world, sent, seen, periods), []);

/** Tells what the page demands of a request that leaves at this moment, with its requirement. */
function demanded(world: World, sent: Request, left: number) {
  const must = mustBe(agedTo(world, at(left), periods), sent);
  return must && [must.answer, must.requirement];
}

test('a pair lives to the beginning of its interval, and has ended after it', () => {
  const world = worldAfter([login, at(0, 200, 'one')]);

  expect(demanded(world, request('one'), 40)).toEqual(['granted', 'access.grants']);
  expect(demanded(world, request('one'), 80)).toEqual(['granted', 'extension.lives-its-ttl']);
  expect(demanded(world, request('one'), 95)).toBeUndefined();
  expect(demanded(world, request('one'), 110)).toBeUndefined();
  expect(demanded(world, request('one'), 112)).toEqual(['refused', 'extension.expires']);
  expect(demanded(world, refresh('one'), 112)).toBeUndefined();
});

test('a granted request moves both ends, a refused one only the later', () => {
  const login0 = [login, at(0, 200, 'one')] as const;
  const granted = worldAfter(login0, [request('one'), at(60)]);
  const refused = worldAfter(login0, [refresh('one'), at(60, 403)]);

  expect(demanded(granted, request('one'), 145)).toEqual(['granted', 'extension.slides']);
  expect(demanded(granted, request('one'), 175)).toEqual(['refused', 'extension.sets-not-adds']);
  expect(demanded(refused, request('one'), 112)).toBeUndefined();
  expect(demanded(refused, request('one'), 175)).toEqual(['refused', 'extension.expires']);
});

test('a refreshed pair has its own period', () => {
  const world = worldAfter([login, at(0, 200, 'one')], [refresh('one'), at(60, 200, 'two')]);

  expect(demanded(world, request('two'), 140)).toEqual(['granted', 'refresh.lifetime']);
  expect(demanded(world, request('two'), 175)).toEqual(['refused', 'refresh.new-session-expires']);
  const used = after(world, request('two'), at(70), periods);
  expect(demanded(used, request('two'), 155)).toEqual(['granted', 'refresh.new-session-slides']);
});

test('after a lost answer nothing is sure of the pairs that its request may end, and of others until they are granted', () => {
  const two = worldAfter([login, at(0, 200, 'one')], [login, at(0, 200, 'two')]);
  const lost = after(two, request('one'), at(5, 0), periods);

  expect(demanded(lost, request('two'), 10)).toBeUndefined();
  const granted = after(lost, request('two'), at(10), periods);
  expect(demanded(granted, request('two'), 12)).toEqual(['granted', 'access.grants']);
  const other = after(lost, request('one'), at(10), periods);
  expect(demanded(other, request('one'), 12)).toBeUndefined();
  expect(demanded(other, request('one'), 1000)).toBeUndefined();
});

test('a refresh whose answer was lost leaves the whole account open', () => {
  const two = worldAfter([login, at(0, 200, 'one')], [login, at(0, 200, 'two')]);
  const lost = after(two, refresh('one'), at(5, 502), periods);
  const granted = after(lost, request('two'), at(10), periods);

  expect(demanded(granted, request('two'), 12)).toBeUndefined();
});
