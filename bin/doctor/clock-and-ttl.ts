/** What the logins tell beside a session: whether the host's clock and its periods are those of the settings. Nothing is sent. */
import type { Answer } from '../../fixtures/answers/answer.ts';
import { adviceOn, clockAhead, endInWords, judgeLifetime } from '../../fixtures/answers/lifetime.ts';
import type { Settings } from '../../fixtures/settings/model.ts';
import { bad, type Finding, none, ok, type PrintedStep } from './finding.ts';

/** Returns the steps about the clock and the TTLs, by the logins of the steps before. */
export function clockAndTtl(settings: Settings, logins: ReadonlyMap<string, Answer>): PrintedStep[] {
  const ttl = (setting: string, seconds: number, account: string): PrintedStep => ({
    about: setting,
    look: async () => ttlFinding(setting, seconds, logins.get(account)),
  });
  return [
    { about: 'clock', look: async () => clockFinding(logins.get('alice')) },
    ttl('OZ_SESSION_TTL', settings.sessionTtl, 'alice'),
    ...(settings.service ? [ttl('OZ_SESSION_LONGLIVE_TTL', settings.longliveTtl, 'service')] : []),
  ];
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

function ttlFinding(setting: string, ttl: number, answer: Answer | undefined): Finding {
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
