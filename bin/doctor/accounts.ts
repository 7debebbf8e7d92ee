/** The accounts, the resource, the sessions, the clocks and the TTLs: what the preflight looks at, one by one. */
import { field } from '../../fixtures/answers/facts.ts';
import type { Answer } from '../../fixtures/answers/answer.ts';
import { adviceOn, clockAhead, endInWords, judgeLifetime } from '../../fixtures/answers/lifetime.ts';
import { enter, hasFraction, median, sessionModel } from '../../fixtures/preflight/preflight.ts';
import { type Preflight } from '../../fixtures/preflight/record.ts';
import { NoAnswer } from '../../fixtures/answers/no-answer.ts';
import { Evidence } from '../../fixtures/evidence/recorder.ts';
import type { HostUnderTest } from '../../fixtures/accounts/host-under-test.ts';
import type { Account, Session, SessionAnswer } from '../../fixtures/accounts/sessions.ts';
import { type Place, refuseUnreadable, SETTINGS, Stop } from '../../fixtures/preflight/stop.ts';
import { bad, badFrom, type Finding, none, ok } from './finding.ts';
import type { Step } from './network.ts';

const MODELS: Readonly<Record<Preflight['sessions'], string>> = {
  several: 'an account has several side by side',
  one: 'a login ends the earlier one of its account, so all waits come one after another',
  shared: 'a login hands the same session out again, so that most of what waits is inconclusive',
  unknown: 'what a login does to earlier ones did not show',
};

/** What is known once the steps have been made. */
export interface Seen {
  sessions: Preflight['sessions'];
  roundTrip: number;
  hostKeepsFractions: boolean;
}

/** A step that a `Stop` ends. */
function step(about: string, look: () => Promise<Finding>): Step {
  return {
    about,
    look: () =>
      look().catch((error: unknown) => {
        if (!(error instanceof Stop)) throw error;
        // Another request would be answered no better.
        return { ...badFrom(about, error.message), final: error.cause instanceof NoAnswer };
      }),
  };
}

/** Looks at the accounts of this run; `seen` is filled in meanwhile. Two logins of the first, one of each other. */
export function stepsWith(host: HostUnderTest, seen: Seen): Step[] {
  const api = host.api(new Evidence(), () => 'doctor');
  const place: Place = { baseUrl: host.baseUrl, resourcePath: host.settings.resourcePath };
  const alice = host.mainAccount(api);
  const all = [alice, ...host.otherAccounts(api)];
  const sessions = new Map<Account, Session>();
  const answers = new Map<Account, Answer>();
  const took: number[] = [];

  const read = async (session: Session): Promise<SessionAnswer | undefined> => {
    const answer = await session.request().catch(() => undefined);
    if (answer) took.push(answer.came - answer.left);
    seen.roundTrip = median(took);
    return answer;
  };

  const login = (account: Account) =>
    step(labelOf(account), async () => {
      const { answer, session } = await enter(account, place);
      answers.set(account, answer);
      seen.hostKeepsFractions ||= hasFraction(field(answer.json, 'expire_date'));
      if (!session)
        return none(
          labelOf(account),
          `a login is answered ${answer.status}, without a pair of tokens: certify will judge it`,
        );
      sessions.set(account, session);
      return ok(labelOf(account), `${account.credentials.email} logs in`);
    });

  const resource = step('OZ_RESOURCE_PATH', async () => {
    const statuses: string[] = [];
    for (const [account, session] of sessions) {
      const answer = await read(session);
      refuseUnreadable(answer, account, place);
      statuses.push(`${answer?.status ?? 'no answer'} to ${account.name}`);
    }
    const says = `${place.resourcePath} answers ${statuses.join(', ')}`;
    return statuses.length > 0 && statuses.every((one) => one.startsWith('2'))
      ? ok('OZ_RESOURCE_PATH', says)
      : none('OZ_RESOURCE_PATH', `${says || 'no session to ask with'}: certify will judge it`);
  });

  const model = step('sessions', async () => {
    const first = sessions.get(alice);
    if (!first) return none('sessions', MODELS.unknown);
    const { session: second } = await enter(alice, place);
    seen.sessions = second ? await sessionModel(first, second, read) : 'unknown';
    return seen.sessions === 'several'
      ? ok('sessions', MODELS.several)
      : none('sessions', MODELS[seen.sessions]);
  });

  const clock = step('clock', async () => clockFinding(answers.get(alice)));

  const ttl = (account: Account) =>
    step(account.setting, async () => ttlFinding(account, answers.get(account)));
  const service = all.find(({ name }) => name === 'service');

  return [
    ...all.map(login),
    ...missing(host),
    resource,
    model,
    clock,
    ttl(alice),
    ...(service ? [ttl(service)] : []),
  ];
}

function labelOf({ name }: Account): string {
  return SETTINGS[name]?.split(' ')[0] ?? name;
}

function missing({ settings }: HostUnderTest): Step[] {
  const open = [
    ...(settings.bob ? [] : ['OZ_OTHER_USER_EMAIL']),
    ...(settings.service ? [] : ['OZ_SERVICE_USER_EMAIL']),
  ];
  return open.map((about) => step(about, async () => none(about, 'not set: what needs it is inconclusive')));
}

function clockFinding(answer: Answer | undefined): Finding {
  const ahead = answer && clockAhead(answer);
  if (ahead === undefined) return none('clock', 'the host gives no Date');
  const seconds = Math.abs(ahead) < 10 ? Math.abs(ahead).toFixed(1) : String(Math.round(Math.abs(ahead)));
  if (Math.abs(ahead) < 5)
    return ok(
      'clock',
      ahead === 0 ? "the host's Date is that of this machine" : `the host's Date is ${seconds} s off`,
    );
  return none(
    'clock',
    `the host's Date is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine's clock; no verdict rests on that, but one of the two is wrong`,
  );
}

function ttlFinding({ setting, ttl }: Account, answer: Answer | undefined): Finding {
  if (!answer) return none(setting, 'no login to tell it from');
  const lifetime = judgeLifetime(answer, ttl);
  if (lifetime.judged === 'right') return ok(setting, `${ttl} s, which the host's expire_date confirms`);
  if (lifetime.judged === 'unknown')
    return none(setting, `${ttl} s; what the host has does not show: ${lifetime.reason}`);
  const { announced } = lifetime;
  return bad(
    setting,
    `${ttl} s, but expire_date is ${endInWords(announced)} the host's now`,
    `Look at ${adviceOn(announced, ttl, setting)}.`,
  );
}
