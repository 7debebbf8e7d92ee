/** Faulty hosts: the old access token does harm at the same moment as the first request with the new one. */
import { isAtResource, isRefresh } from '../../variants/requests.ts';
import type { Wire } from '../../reference/http.ts';
import { type Answer, type Incoming, referenceHost } from '../../reference/routes.ts';
import type { Fault } from '../../variants/variant.ts';
import { colliding, DEADLOCK } from './colliding.ts';

const breaks = 'good practice';
const GRANTED: Answer = { status: 200, body: [] };

/** Which access token a refresh has replaced by which. */
class Replacements {
  private readonly older = new Map<string, string>();

  /** Notes the tokens of a refresh, and gives its answer back. */
  learn({ accessToken }: Incoming, answer: Answer): Answer {
    const { access_token: renewed }: { access_token?: unknown } = Object(answer.body);
    if (typeof renewed === 'string' && accessToken !== undefined) this.older.set(renewed, accessToken);
    return answer;
  }

  /** The access token that this one has replaced. */
  replacedBy(accessToken: string | undefined): string | undefined {
    return this.older.get(accessToken ?? '');
  }
}

/**
 * Answers a request with the old access token wrongly if the first request with the new one is under way.
 * @param meanwhile the answer to that request.
 * @param later the answer to each further request with that old token; undefined if the host's own is sent.
 * @param every 1 if this happens each time, 2 if it happens every second time.
 */
function atTheSwitch(meanwhile: Answer, later: Answer | undefined, every = 1): () => Wire {
  return colliding(() => {
    const replacements = new Replacements();
    const used = new Set<string>();
    const revived = new Set<string>();
    let times = 0;
    return {
      holds: ({ accessToken = '' }) => {
        const first = replacements.replacedBy(accessToken) !== undefined && !used.has(accessToken);
        used.add(accessToken);
        return first ? 0.15 : 0;
      },
      otherwise: ({ incoming, speak }, others) => {
        const { accessToken = '' } = incoming;
        if (isRefresh(incoming)) return replacements.learn(incoming, speak());
        if (!isAtResource(incoming)) return undefined;
        if (revived.has(accessToken)) return later;
        const replaced = others.some((one) => replacements.replacedBy(one.accessToken) === accessToken);
        if (!replaced || times++ % every > 0) return undefined;
        revived.add(accessToken);
        return meanwhile;
      },
    };
  });
}

export const raceOfSwitchFaults: readonly Fault[] = [
  {
    name: 'race-switch-deadlocks',
    wrong: 'An old access token that is used at the same moment as the new one is answered 500.',
    breaks,
    fails: ['race.switch'],
    host: referenceHost,
    wire: atTheSwitch(DEADLOCK, undefined),
  },
  {
    name: 'race-switch-revives-the-old-pair',
    wrong:
      'An old access token that is used at the same moment as the new one is written back, and lives on.',
    breaks,
    fails: ['race.switch'],
    host: referenceHost,
    wire: atTheSwitch(GRANTED, GRANTED),
  },
  {
    name: 'race-switch-revives-the-old-pair-now-and-then',
    wrong: 'The same, but only every second time.',
    breaks,
    fails: ['race.switch'],
    host: referenceHost,
    wire: atTheSwitch(GRANTED, GRANTED, 2),
  },
];
