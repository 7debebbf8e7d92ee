/** Tests the text of the progress line. signals.spec.ts tests how the line comes and goes on a terminal. */
import { progressLine } from '../../reporter/terminal/progress-line.ts';
import { durationOf } from '../../fixtures/experiments/wait.ts';
import { expect, test } from '../tools/certify.ts';

const progress = { beforeTests: false, decided: 31, total: 47, hosts: 1 };

test('it says what is waited for, how long it takes, and what is decided', () => {
  expect(progressLine({ ...progress, wait: { elapsed: 192.9, expected: 959.2 } })).toBe(
    'waiting for sessions to expire: 3:12 of about 16:00, 12:47 left; 31 of 47 requirements decided',
  );
  expect(progressLine({ ...progress, hosts: 3, total: 141, wait: { elapsed: 3723, expected: 7200 } })).toBe(
    'waiting for sessions to expire: 1:02:03 of about 2:00:00, 57:57 left; 31 of 141 requirements of 3 hosts decided',
  );
  expect(progressLine({ ...progress, wait: { elapsed: 10, expected: 4 } })).toBe(
    'waiting for sessions to expire: 0:10 so far, what did not hold is looked at again; 31 of 47 requirements decided',
  );
  expect(progressLine({ ...progress, beforeTests: true, total: undefined })).toBe('looking at the host');
  expect(progressLine({ ...progress, decided: 45 })).toBe('testing; 45 of 47 requirements decided');
});

const waitWith = (...known: Parameters<typeof durationOf>) => durationOf(...known).wait;

test('how long sessions have to wait', () => {
  const known = { sessions: 'several', roundTrip: 0, hostKeepsFractions: true } as const;
  const drawn = { seed: undefined, requests: 0, unasked: false };
  const unlimited: Parameters<typeof durationOf>[0] = {
    sessionTtl: 900,
    timeBudget: Number.POSITIVE_INFINITY,
    quick: false,
    fuzz: drawn,
    explore: drawn,
    bob: { name: 'bob', email: 'bob@example.com', wrongPasswords: [] },
    service: { name: 'service', email: 'service@example.com', wrongPasswords: [] },
  };

  expect(waitWith(unlimited)).toBe(960);
  expect(waitWith({ ...unlimited, sessionTtl: 3 })).toBeCloseTo(4);
  // One second more on each side, three times; and a round trip and a half.
  expect(waitWith(unlimited, { ...known, hostKeepsFractions: false, roundTrip: 2 })).toBe(966);
  expect(waitWith({ ...unlimited, timeBudget: 959 })).toBeLessThanOrEqual(959);
  expect(waitWith({ ...unlimited, timeBudget: 959 })).toBeGreaterThan(900);
  expect(waitWith({ ...unlimited, timeBudget: 0 })).toBe(0);
  expect(waitWith({ ...unlimited, quick: true })).toBe(0);
  expect(waitWith({ ...unlimited, sessionTtl: 31_536_000 })).toBe(0);
  expect(waitWith({ ...unlimited, sessionTtl: 1 })).toBe(0);
  // Each begins when its login may leave, the shortest last.
  const paced = waitWith({ ...unlimited, loginsPerMinute: 5 });
  expect(paced).toBeGreaterThan(900 + (18 / 5) * 60);
  expect(paced).toBeLessThan(960 + (20 / 5) * 61);
  expect(waitWith({ ...unlimited, loginsPerMinute: 100 })).toBe(960);
  expect(waitWith({ ...unlimited, timeBudget: 960, loginsPerMinute: 5 })).toBeLessThanOrEqual(960);
  // One after another: 13 T + 31.15 g (docs/timing.md).
  expect(waitWith(unlimited, { ...known, sessions: 'one' })).toBeCloseTo(13 * 900 + 31.15 * 15);
  expect(waitWith(unlimited, { ...known, sessions: 'shared' })).toBe(900 + 15 + 15);
});
