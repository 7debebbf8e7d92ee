/** Faulty hosts: a new pair that does not work, or not always. */
import { plus } from '../../variants/answers.ts';
import { nobodys } from '../../variants/token-stores.ts';
import { type Fault, withHost, withPairs, withSessions } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';
import { type Renewal, type Session, Sessions } from '../../reference/rules.ts';

/** What a new pair that does not work breaks. */
const WORTHLESS = [
  'refresh.new-pair-grants-access',
  'refresh.new-pair-refreshes',
  'error.refusals-are-harmless',
  'service.refreshes',
] as const;

export const newPairFaults: readonly Fault[] = [
  {
    name: 'new-pair-is-worthless',
    wrong: 'The new access token is refused.',
    breaks: 'S8',
    fails: [...WORTHLESS, 'refresh.lifetime', 'service.outlives-regular'],
    host: withPairs((answer, { replaces, accessToken }) =>
      replaces ? plus(answer, { access_token: nobodys(accessToken) }) : answer,
    ),
  },
  {
    name: 'new-pair-works-after-a-second',
    wrong: 'A new pair works only from a second after its refresh on.',
    breaks: 'S8',
    fails: WORTHLESS,
    host: withSessions(
      class extends Sessions {
        private readonly begun = new WeakMap<Session, number>();

        override renew(...request: Parameters<Sessions['renew']>): Renewal {
          const renewal = super.renew(...request);
          if ('session' in renewal) this.begun.set(renewal.session, this.rules.now());
          return renewal;
        }

        protected override byAccessToken(token: string): Session | undefined {
          const session = super.byAccessToken(token);
          const begun = (session && this.begun.get(session)) ?? 0;
          return begun + 1 > this.rules.now() ? undefined : session;
        }
      },
    ),
  },
  {
    name: 'new-pair-unknown-to-a-replica',
    wrong: "Of three replicas that take turns with a session's requests, one never hears of new pairs.",
    breaks: 'S8',
    fails: ['refresh.new-pair-grants-access'],
    host: withHost(
      class extends Host {
        private readonly turns = new Map<string, number>();

        protected override pair(session: Session): Answer {
          if (session.replaces) this.turns.set(session.accessToken, 0);
          return super.pair(session);
        }

        protected override folders(request: Incoming): Answer {
          const token = request.accessToken ?? '';
          const turn = this.turns.get(token);
          if (turn !== undefined) this.turns.set(token, turn + 1);
          return turn !== undefined && turn % 3 === 2
            ? failure(401, 7, 'Access token not found')
            : super.folders(request);
        }
      },
    ),
  },
  {
    name: 'new-pair-cannot-refresh',
    wrong: 'The expire token of a new pair is that of no session.',
    breaks: 'S8',
    fails: ['refresh.new-pair-refreshes'],
    host: withPairs((answer, { replaces, expireToken }) =>
      replaces ? plus(answer, { expire_token: nobodys(expireToken) }) : answer,
    ),
  },
];
