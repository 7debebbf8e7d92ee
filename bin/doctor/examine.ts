/** The steps to one host, from its name to its sessions; a step that hangs is cut off, so that all take a few seconds. */
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
import { Inspection } from '../../fixtures/preflight/inspection.ts';
import type { Step } from '../../fixtures/preflight/step.ts';
import { Stop } from '../../fixtures/preflight/stop.ts';
import { NoAnswer } from '../../fixtures/answers/no-answer.ts';
import { clockAndTtl } from './clock-and-ttl.ts';
import { timeFindings } from './duration.ts';
import { bad, badFrom, type Finding, none, type PrintedStep } from './finding.ts';
import { networkSteps } from './network.ts';

/** Seconds that a step may take; a tenth of one is usual. */
const STEP = 3;

/** Seconds that all steps together may take: with the start of this program, less than 10. */
const ALL = 6.5;

/** Makes a step of the preflight one whose finding is printed, with the message of a stop. */
const printed = ({ look, ...step }: Step): PrintedStep => ({
  ...step,
  look: async () => {
    try {
      return { about: step.about, ...(await look()) };
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      // Another request would be answered no better.
      return { ...badFrom(step.about, error.message), final: error.cause instanceof NoAnswer };
    }
  },
});

/**
 * Makes a step, or says that it hangs.
 * @param longest seconds that the step may take, if as many are left before `end`.
 */
async function made({ about, optional, look }: PrintedStep, longest: number, end: number): Promise<Finding> {
  const allowed = Math.min(longest, end - now());
  const advice = `Check OZ_API_HOST and how busy the host is. npm run certify waits ${REQUEST_TIMEOUT} s for each answer.`;
  const cut = (says: string): Finding =>
    optional ? none(about, says) : { ...bad(about, says, advice), final: true };
  if (allowed < 0.1) return cut('no time was left for it: the answers came slowly');
  const hang = sleep(allowed).then(() => cut(`nothing came within ${allowed.toFixed(1)} s`));
  return Promise.race([hang, look()]);
}

/**
 * Makes the steps one after another and tells each finding at once.
 * @param paced seconds that logins may wait beside that, because of OZ_LOGINS_PER_MINUTE.
 */
async function makeSteps(
  steps: readonly PrintedStep[],
  paced: number,
  tell: (finding: Finding) => void,
): Promise<void> {
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

/** Looks at the host of these settings, which must have an address. */
export async function examine(
  { settings, secrets }: HostSettings,
  request: APIRequest,
  tell: (finding: Finding) => void,
): Promise<void> {
  // The exchanges are written down like those of a run, and are of no use afterwards.
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
  const inspection = new Inspection(host, 'doctor');
  const steps = [
    ...networkSteps(new URL(host.baseUrl), way),
    ...inspection.steps.map(printed),
    ...clockAndTtl(host.settings, inspection.logins),
  ];
  await makeSteps(steps, paceWait(host.settings.loginsPerMinute, LOGINS.preflight), say);
  for (const finding of timeFindings(host.settings, inspection.seen)) say(finding);
  way.agent.destroy();
}
