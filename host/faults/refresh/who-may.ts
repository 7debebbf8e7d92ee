/** Faulty hosts: who may refresh, and what a refresh gives. */
import { type Fault, withHost, withPairs, withRefreshes, withSessions } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

type Renewal = ReturnType<Sessions['renew']>;

const expireTokenIn = ({ body }: Incoming): string => /"expire_token":\s*"([^"]+)"/.exec(body)?.[1] ?? '';

/** The host that answers a refresh without a known access token as `instead` says. */
function refreshing(
  instead: (host: { answer: () => Answer; as: () => Answer; pair: Session }, request: Incoming) => Answer,
): Fault['host'] {
  return withHost(
    class extends Host {
      private readonly pairs = new Map<string, Session>();

      protected override pair(session: Session): Answer {
        this.pairs.set(session.expireToken, session);
        return super.pair(session);
      }

      protected override refresh(request: Incoming): Answer {
        const pair = this.pairs.get(expireTokenIn(request));
        const known = [...this.pairs.values()].some(({ accessToken }) => accessToken === request.accessToken);
        if (!pair || known) return super.refresh(request);
        const as = () => super.refresh({ ...request, accessToken: pair.accessToken });
        return instead({ answer: () => super.refresh(request), as, pair }, request);
      }
    },
  );
}

/** The host whose pairs can be refreshed at most `times` times in a row. */
function refreshingAtMost(times: number): Fault['host'] {
  return withSessions(
    class extends Sessions {
      private readonly nth = new WeakMap<Session, number>();

      override renew(requester: Session, expireToken: string): Renewal {
        const old = this.byExpireToken(expireToken);
        const nth = (old && this.nth.get(old)) ?? 0;
        if (nth >= times) return { refused: 'no such session' };
        const renewal = super.renew(requester, expireToken);
        if ('session' in renewal) this.nth.set(renewal.session, nth + 1);
        return renewal;
      }
    },
  );
}

export const refreshFaults: readonly Fault[] = [
  {
    name: 'refresh-without-access-token',
    wrong: 'The expire token alone renews a session.',
    breaks: 'S7',
    fails: ['refresh.requires-access-token'],
    host: refreshing(({ answer, as }, { accessToken }) => (accessToken === undefined ? as() : answer())),
  },
  {
    name: 'refresh-without-access-token-is-400',
    wrong: 'A refresh without an access token is answered 400.',
    breaks: 'S7',
    fails: ['refresh.requires-access-token'],
    host: refreshing(({ answer }, { accessToken }) =>
      accessToken === undefined ? { ...answer(), status: 400 } : answer(),
    ),
  },
  {
    name: 'refresh-without-access-token-ends-the-session',
    wrong: 'A refresh without an access token is refused, and ends the session of the expire token.',
    breaks: 'S7',
    fails: ['refresh.requires-access-token'],
    host: refreshing(({ answer, pair }, { accessToken }) => {
      if (accessToken === undefined) pair.expireDate = 1;
      return answer();
    }),
  },
  {
    name: 'refresh-without-access-token-uses-the-expire-token-up',
    wrong: 'A refresh without an access token is refused, and the expire token is gone.',
    breaks: 'S7',
    fails: ['refresh.requires-access-token'],
    host: refreshing(({ answer, pair }, { accessToken }) => {
      if (accessToken === undefined) pair.expireToken = pair.expireToken.toUpperCase();
      return answer();
    }),
  },
  {
    name: 'refresh-with-any-access-token',
    wrong: 'Any access token will do for a refresh.',
    breaks: 'S7',
    fails: ['refresh.rejects-unknown-access-token'],
    host: refreshing(({ answer, as }, { accessToken }) => (accessToken ? as() : answer())),
  },
  {
    name: 'refresh-with-an-unknown-access-token-is-404',
    wrong: 'A refresh with an unknown access token is answered 404.',
    breaks: 'S7',
    fails: ['refresh.rejects-unknown-access-token'],
    host: refreshing(({ answer }, { accessToken }) =>
      accessToken ? failure(404, 7, 'Access token not found') : answer(),
    ),
  },
  {
    name: 'refresh-is-empty',
    wrong: 'A refresh is answered 200 without tokens.',
    breaks: 'S8',
    fails: [
      'refresh.returns-new-pair',
      'refresh.requires-access-token',
      'error.refusals-are-harmless',
      'service.refreshes',
    ],
    host: withPairs((answer, { replaces }) => (replaces ? { ...answer, body: {} } : answer)),
  },
  {
    name: 'refresh-keeps-the-access-token',
    wrong: 'A refresh gives the old access token back, with a new expire token.',
    breaks: 'S8',
    fails: ['refresh.returns-new-pair', 'security.token-strength'],
    host: withRefreshes((renewed, old, live) => {
      renewed.accessToken = old.accessToken;
      live.delete(old);
      renewed.replaces = undefined;
    }),
  },
  {
    name: 'refresh-keeps-the-expire-token',
    wrong: 'A refresh gives the old expire token back, with a new access token.',
    breaks: 'S8',
    fails: ['refresh.returns-new-pair', 'security.token-strength'],
    host: withRefreshes((renewed, old) => {
      renewed.expireToken = old.expireToken;
    }),
  },
  {
    name: 'refresh-gives-the-same-pair',
    wrong: 'A refresh extends the session and gives the same pair again.',
    breaks: 'S8',
    fails: ['refresh.returns-new-pair'],
    host: withSessions(
      class extends Sessions {
        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if ('refused' in renewal || !renewal.session.replaces) return renewal;
          this.live.delete(renewal.session);
          this.extend(renewal.session.replaces);
          return { session: renewal.session.replaces };
        }
      },
    ),
  },
  {
    name: 'refresh-once',
    wrong: 'A refreshed session cannot be refreshed again.',
    breaks: 'S7',
    fails: ['refresh.new-pair-refreshes'],
    host: refreshingAtMost(1),
  },
  {
    name: 'refresh-twice',
    wrong: 'A session can be refreshed twice in a row, and no more.',
    breaks: 'S7',
    fails: ['refresh.new-pair-refreshes'],
    host: refreshingAtMost(2),
  },
];
