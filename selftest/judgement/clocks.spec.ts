/** Clocks that stand still or are set while sessions wait: pure functions, and a run on a machine that seems to sleep. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clockDoubt, type Clocked, HostDates, passed } from '../../fixtures/timing/clocks.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { Host, type Incoming, steadyClock } from '../../host/reference/routes.ts';
import { Sessions } from '../../host/reference/rules.ts';
import { expect, ROOT, settingsFor, test } from '../tools/certify.ts';

/** When an exchange of 0.01 s took place, by each clock, in seconds since a time. */
interface Times {
  readonly monotonic: number;
  readonly wall?: number;
  /** By the host's clock, of which its `Date` tells the second. */
  readonly host?: number;
}

const EPOCH = Date.UTC(2026, 0, 1) / 1000;

function at({ monotonic, wall = monotonic, host }: Times): Clocked {
  return {
    left: monotonic,
    came: monotonic + 0.01,
    cameAt: EPOCH + wall + 0.01,
    exchange: { sentAt: new Date((EPOCH + wall) * 1000).toISOString() },
    ...(host === undefined ? {} : { date: EPOCH + Math.floor(host) }),
  };
}

/** What is said of a wait between the first and the last of these, within a margin of 0.6 s. */
function doubt(...times: readonly [Times, Times, ...Times[]]): string | undefined {
  const dates = new HostDates();
  const answers = times.map(at);
  for (const answer of answers) dates.note(answer);
  const [from, to] = [answers[0], answers.at(-1)];
  return from && to && clockDoubt(from, to, dates, 0.6);
}

/** A host whose clock is so many seconds ahead of the monotonic one. */
const seen = (monotonic: number, ahead: number): Times => ({ monotonic, host: monotonic + ahead });

test('clocks that agree leave no doubt, whatever second the Date was cut to', () => {
  for (const part of [0, 0.25, 0.5, 0.75, 0.99])
    expect(doubt(seen(part, 0), seen(58.8 + part * 3, 0.3))).toBeUndefined();
  expect(doubt({ monotonic: 0 }, { monotonic: 60 })).toBeUndefined();
  expect(doubt({ monotonic: 0 }, { monotonic: 60, wall: 60.5 })).toBeUndefined();
});

test('a machine that slept or was paused, or whose clock runs slow, leaves a doubt with the seconds', () => {
  const slept = /^this machine's clock stood still for 10\.00 s, as when it sleeps or is paused, or was set$/;
  expect(doubt({ monotonic: 0 }, { monotonic: 60, wall: 70 })).toMatch(slept);
  expect(doubt({ monotonic: 0, host: 0 }, { monotonic: 60, wall: 70, host: 70 })).toMatch(slept);
  expect(doubt({ monotonic: 0 }, { monotonic: 60 * 0.974, wall: 60 })).toContain('stood still for 1.56 s');
  expect(doubt(seen(0, 0), seen(60, 10))).toMatch(
    /^this machine's clocks stood still for some \d+\.\d\d s, as/,
  );
});

test('a clock on the wall that was set leaves no doubt where the Date of the host shows it', () => {
  for (const set of [-3600, -10, 10, 3600]) {
    const [begun, ended] = [
      { monotonic: 0, host: 0.5 },
      { monotonic: 60, wall: 60 + set, host: 60.5 },
    ];
    expect(doubt(begun, ended)).toBeUndefined();
    expect(doubt({ monotonic: 0 }, { monotonic: 60, wall: 60 + set })).toBeDefined();
  }
  // A second or two of difference are as much as a Date does not tell.
  expect(doubt(seen(0, 0), { monotonic: 60, wall: 61, host: 60 })).toContain('stood still for 1.00 s');
  expect(doubt({ monotonic: 0 }, { monotonic: 60, wall: 50 })).toContain('was set back by 10.00 s');
});

test('a Date that stands still, is cached, or that two nodes disagree on says nothing', () => {
  expect(doubt({ monotonic: 0, host: 0 }, { monotonic: 60, host: 0 })).toBeUndefined();
  const cached = [0, 7, 13, 21, 38, 44, 60].map((monotonic) => ({
    monotonic,
    host: Math.floor(monotonic / 10) * 10 - 4,
  }));
  expect(doubt({ monotonic: 0, host: -9 }, { monotonic: 5, host: -4 }, ...cached)).toBeUndefined();
  const nodes = [0, 1, 2, 3, 57, 58, 59].map((monotonic, nth) => seen(monotonic, nth % 2 === 0 ? 5 : 0));
  expect(doubt(seen(0, 0), seen(0.1, 5), ...nodes, seen(60, 5))).toBeUndefined();
  // And a step is one with cached dates as well.
  expect(doubt(seen(0, 0), seen(1, 5), seen(2, 0), seen(60, 20), seen(61, 25))).toContain('stood still');
});

test('the time that passed is that of the clock which counted more', () => {
  for (const [wall, most] of [
    [10, 10.01],
    [-10, 3.01],
  ] as const)
    expect(passed(at({ monotonic: 0 }), at({ monotonic: 3, wall }))).toBeCloseTo(most);
});

const TTL = 6;

/** The reference host, which says when it is logged in for the first time by the service account's experiment. */
class Telling extends Host {
  private told = false;

  constructor(private readonly tell: () => void) {
    super(accounts, new Sessions({ ttl: TTL, longliveTtl: 157_680_000, now: steadyClock }));
  }

  override answer(request: Incoming) {
    const waits = request.rawHeaders.some((field) => field.includes('service.outlives-regular'));
    if (waits && !this.told) {
      this.told = true;
      this.tell();
    }
    return super.answer(request);
  }
}

test('a run whose monotonic clock stands still while sessions wait fails nothing', async ({
  certify,
  serve,
}) => {
  test.setTimeout(120_000);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'oz-clock-')), 'stop.json');
  const tell = () => {
    const from = Date.now() + 0.4 * TTL * 1000;
    writeFileSync(file, JSON.stringify({ from, to: from + 3000 }));
  };
  const run = await certify({
    ...settingsFor(await serve(new Telling(tell))),
    OZ_SESSION_TTL: String(TTL),
    NODE_OPTIONS: `--require ${path.join(ROOT, 'selftest/tools/stopped-clock.cjs')}`,
    CLOCK_STOPS: file,
  });

  expect(run.ids('failed')).toEqual([]);
  expect(run.code).toBe(2);
  const reasons = run.certificate.requirements.filter(({ verdict }) => verdict === 'inconclusive');
  const stood = reasons.filter(({ reason }) =>
    /this machine's clock stood still for (2\.[5-9]|3\.[0-5])\d s/.test(reason ?? ''),
  );
  for (const id of ['extension.lives-its-ttl', 'extension.expires', 'service.outlives-regular'])
    expect(stood.map((one) => one.id)).toContain(id);
});
