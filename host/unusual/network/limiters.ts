/** Unusual hosts that conform: limiters and firewalls that answer in the place of the API, and limits of an account's own. */
import { isLogin } from '../../variants/requests.ts';
import { write, type Wire } from '../../reference/http.ts';
import {
  type Answer,
  failure,
  Host,
  type Incoming,
  referenceHost,
  steadyClock,
} from '../../reference/routes.ts';
import { type Account, Sessions } from '../../reference/rules.ts';
import type { Unusual } from '../../variants/variant.ts';
import { send, sendPage } from '../../variants/wire.ts';

const seconds = () => performance.now() / 1000;

/** What leaves no more than one request in so many seconds through; what comes sooner is answered otherwise. */
function spaced(interval: number, otherwise: (call: Parameters<Wire>[0], time: number) => void): () => Wire {
  return () => {
    let [free, refused] = [0, 0];
    return (call) => {
      const now = seconds();
      if (now < free) return otherwise(call, ++refused);
      free = now + interval;
      return write(call.response, call.speak());
    };
  };
}

/** The account that a login is for; undefined if it is for none. */
const accountOf = (accounts: readonly Account[], { body }: Incoming) =>
  accounts.find(({ email }) => body.includes(email));

/** Takes so many logins of each account in windows of so many seconds; more are answered like this. */
function windows(most: number, length: number, refusal: () => Answer): Unusual['host'] {
  return (accounts, periods) => {
    class Limited extends Host {
      private readonly counted = new Map<string, number>();

      override answer(request: Incoming): Answer {
        const account = isLogin(request) ? accountOf(accounts, request) : undefined;
        if (!account) return super.answer(request);
        const key = `${account.email} ${Math.floor(seconds() / length)}`;
        const count = (this.counted.get(key) ?? 0) + 1;
        this.counted.set(key, count);
        return count > most ? refusal() : super.answer(request);
      }
    }
    return new Limited(accounts, new Sessions({ ...periods, now: steadyClock }));
  };
}

const throttled = () => failure(429, 101, 'Request was throttled');

/** Sessions that know how many there are. */
class Counted extends Sessions {
  /** How many sessions of this account live. */
  of(account: Account): number {
    return [...this.live].filter((one) => one.account === account && !this.hasEnded(one)).length;
  }
}

/** Refuses a login of an account that has so many sessions. */
function full(most: number): Unusual['host'] {
  return (accounts, periods) => {
    const sessions = new Counted({ ...periods, now: steadyClock });
    class Full extends Host {
      protected override auth(request: Incoming): Answer {
        const account = accountOf(accounts, request);
        return account && sessions.of(account) >= most
          ? failure(403, 9, 'The maximum number of active sessions is reached')
          : super.auth(request);
      }
    }
    return new Full(accounts, sessions);
  };
}

export const unusualLimiters: readonly Unusual[] = [
  {
    name: 'ten-requests-a-second-else-503',
    byChance: true,
    unusual: 'A proxy answers 503, with a page, to what comes sooner than a tenth of a second after another.',
    host: referenceHost,
    wire: spaced(0.1, ({ response }) => sendPage(response, 503, '503 Service Temporarily Unavailable')),
  },
  {
    name: 'ten-requests-a-second-else-403',
    byChance: true,
    unusual:
      'A limiter answers 403 with Retry-After, and now and then a page, to more than ten requests a second.',
    host: referenceHost,
    wire: spaced(0.1, ({ response }, time) => {
      if (time % 5 === 2) sendPage(response, 403, '403 Forbidden');
      else write(response, { ...failure(403, 9, 'Slow down'), headers: { 'Retry-After': '1' } });
    }),
  },
  {
    name: 'sixty-logins-a-minute',
    byChance: true,
    unusual: 'An account may log in 60 times in each minute; more is 429, without Retry-After.',
    host: windows(60, 60, throttled),
  },
  {
    name: 'five-logins-in-four-seconds',
    byChance: true,
    unusual: 'An account may log in 5 times in each 4 seconds; more is 429, without Retry-After.',
    host: windows(5, 4, throttled),
  },
  {
    name: 'twelve-sessions-else-no-login',
    byChance: true,
    unusual: 'A login is refused while its account has 12 sessions.',
    host: full(12),
  },
  {
    name: 'firewall-challenges-after-150-requests',
    byChance: true,
    unusual: 'After 150 requests a firewall answers all that follow with a challenge.',
    host: referenceHost,
    wire: () => {
      let count = 0;
      return ({ response, speak }) => {
        if (++count <= 150) return write(response, speak());
        const captcha = count % 2 === 0;
        const headers = { 'x-amzn-waf-action': captcha ? 'captcha' : 'challenge' };
        return send(response, { status: captcha ? 405 : 202, body: undefined, headers }, { text: '' });
      };
    },
  },
  {
    name: 'address-blocked-after-fifty-refusals',
    byChance: true,
    unusual: 'After fifty answers of 4xx a firewall answers all that follows with a page, as 403.',
    host: referenceHost,
    wire: () => {
      let refusals = 0;
      return ({ response, speak }) => {
        if (refusals >= 50) return sendPage(response, 403, 'Access denied');
        const answer = speak();
        if (answer.status >= 400 && answer.status < 500) refusals++;
        return write(response, answer);
      };
    },
  },
];
