/** Faulty hosts that break the connection for one kind of bad request, each time, and answer all others. */
import { isAtRefresh, isLogin, jsonIn } from '../../variants/requests.ts';
import { type Incoming, referenceHost } from '../../reference/routes.ts';
import type { Fault } from '../../variants/variant.ts';
import { breakOff, where } from '../../variants/wire.ts';

/** Breaks the connection for these requests. */
const breakingFor = (which: (incoming: Incoming) => boolean) =>
  where((_answer, { incoming }) => which(incoming), breakOff);

export const breakFaults: readonly Fault[] = [
  {
    name: 'missing-expire-token-breaks-the-connection',
    wrong: 'A refresh without an expire token breaks the connection.',
    breaks: 'S10',
    fails: ['error.client-faults-are-4xx', 'error.missing-expire-token'],
    host: referenceHost,
    wire: breakingFor((incoming) => isAtRefresh(incoming) && !incoming.body.includes('expire_token')),
  },
  {
    name: 'expire-token-of-a-wrong-type-breaks-the-connection',
    wrong:
      'A refresh whose expire_token is a number, a list or anything else than text breaks the connection.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: referenceHost,
    wire: breakingFor((incoming) => {
      const { expire_token: token }: { expire_token?: unknown } = Object(jsonIn(incoming));
      return isAtRefresh(incoming) && token !== undefined && typeof token !== 'string';
    }),
  },
  {
    name: 'login-that-is-no-json-breaks-the-connection',
    wrong: 'A login whose body is no JSON breaks the connection.',
    breaks: 'API Error Codes',
    fails: ['error.client-faults-are-4xx'],
    host: referenceHost,
    wire: breakingFor((incoming) => isLogin(incoming) && jsonIn(incoming) === undefined),
  },
];
