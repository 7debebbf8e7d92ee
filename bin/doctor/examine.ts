/** One host, from its name to its sessions; whatever hangs is cut off, so that all of it takes a few seconds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { APIRequest } from '@playwright/test';
import { LOGINS, paceWait } from '../../fixtures/settings/login-pace.ts';
import { printable } from '../../fixtures/evidence/printable.ts';
import { wayTo } from '../../fixtures/relay/sending/agents.ts';
import type { HostUnderTest } from '../../fixtures/accounts/host-under-test.ts';
import { withRelay } from '../../fixtures/accounts/hosts-under-test.ts';
import type { HostSecrets, HostSettings } from '../../fixtures/settings/model.ts';
import { now, REQUEST_TIMEOUT, sleep } from '../../fixtures/timing/durations.ts';
import { type Seen, stepsWith } from './accounts.ts';
import { durationOf } from './duration.ts';
import { bad, type Finding, none } from './finding.ts';
import { type Step, stepsTo } from './network.ts';

/** A step may take so long: a tenth of a second is usual. */
const STEP = 3;

/** All steps together may take so long: with the start of this program, less than 10 s. */
const ALL = 6.5;

/** Makes one step, or says that it hangs; it may take so many seconds. */
async function made({ about, look }: Step, longest: number, end: number): Promise<Finding> {
  const allowed = Math.min(longest, end - now());
  const cut = (says: string): Finding => ({
    ...bad(
      about,
      says,
      `Check OZ_API_HOST and how busy the host is. npm run certify waits ${REQUEST_TIMEOUT} s for each answer.`,
    ),
    final: true,
  });
  if (allowed < 0.1) return cut('no time was left for it: the answers came slowly');
  const hang = sleep(allowed).then(() => cut(`nothing came within ${allowed.toFixed(1)} s`));
  return Promise.race([hang, look()]);
}

/**
 * Tells each finding as soon as it is there.
 * @param paced so many seconds more may be waited for logins, as the run was told to.
 */
async function walk(steps: readonly Step[], paced: number, tell: (finding: Finding) => void): Promise<void> {
  const end = now() + ALL + paced;
  let stopped = false;
  for (const step of steps) {
    const finding: Finding = stopped
      ? none(step.about, 'not looked at')
      : await made(step, STEP + paced, end);
    tell(finding);
    stopped ||= finding.final === true;
  }
}

/** Looks at a host with these settings; it must be one with an address. */
export async function examine(
  { settings, secrets }: HostSettings,
  request: APIRequest,
  tell: (finding: Finding) => void,
): Promise<void> {
  // What is sent is written down like that of a run, and is of no use afterwards.
  const reportDir = mkdtempSync(path.join(tmpdir(), 'oz-doctor-'));
  try {
    await withRelay(request, [{ settings: { ...settings, reportDir }, secrets }], async (hosts) => {
      for (const host of hosts) await lookWith(host, secrets, tell);
    });
  } finally {
    rmSync(reportDir, { recursive: true, force: true });
  }
}

async function lookWith(
  host: HostUnderTest,
  { connection }: HostSecrets,
  tell: (finding: Finding) => void,
): Promise<void> {
  const clean = (text: string) => host.shown(printable(text));
  const say = ({ advice, ...finding }: Finding) =>
    tell({
      ...finding,
      says: clean(finding.says),
      ...(advice === undefined ? {} : { advice: clean(advice) }),
    });
  const way = wayTo(host.baseUrl, connection);
  const seen: Seen = { sessions: 'unknown', roundTrip: 0, hostKeepsFractions: false };
  const steps = [...stepsTo(new URL(host.baseUrl), way), ...stepsWith(host, seen)];
  await walk(steps, paceWait(host.settings.loginsPerMinute, LOGINS.preflight), say);
  for (const finding of durationOf(host.settings, seen)) say(finding);
  way.agent.destroy();
}
