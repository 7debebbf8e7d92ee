/** Faulty hosts: whether a token grants access goes by the connection of the request, or by the replica behind it. */
import { Counter } from '../../variants/counter.ts';
import { type Fault, withHost } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';
import type { Session } from '../../reference/rules.ts';

/** Whether the client asks to close the connection after the answer. */
const closes = ({ rawHeaders }: Incoming) =>
  rawHeaders.some(
    (name, nth) => nth % 2 === 0 && /^connection$/i.test(name) && rawHeaders[nth + 1] === 'close',
  );

/** The host that does not find the tokens of these sessions on connections that are to be closed. */
function losingOnClosing(whose: (session: Session) => boolean): Fault['host'] {
  return withHost(
    class extends Host {
      private readonly lost = new Set<string>();

      protected override pair(session: Session): Answer {
        if (whose(session)) this.lost.add(session.accessToken);
        return super.pair(session);
      }

      protected override folders(request: Incoming): Answer {
        return closes(request) && this.lost.has(request.accessToken ?? '')
          ? failure(401, 7, 'Access token not found')
          : super.folders(request);
      }
    },
  );
}

export const accessByConnectionFaults: readonly Fault[] = [
  {
    name: 'access-on-kept-connections-only',
    wrong: 'A token does not count on a connection that the client asks to close.',
    breaks: 'S3',
    fails: ['access.grants', 'refresh.new-pair-grants-access'],
    host: losingOnClosing(() => true),
  },
  {
    name: 'access-of-logins-on-kept-connections-only',
    wrong: 'The token of a login does not count on a connection that the client asks to close.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: losingOnClosing(({ replaces }) => !replaces),
  },
  {
    name: 'new-pair-on-kept-connections-only',
    wrong: 'The token of a refresh does not count on a connection that the client asks to close.',
    breaks: 'S8',
    fails: ['refresh.new-pair-grants-access'],
    host: losingOnClosing(({ replaces }) => replaces !== undefined),
  },
  {
    name: 'access-on-one-connection-only',
    wrong: "For a second, a regular account's token works only on the connection that brought it.",
    breaks: 'S3',
    fails: ['access.grants', 'refresh.new-pair-grants-access'],
    host: withHost(
      class extends Host {
        private readonly homes = new Map<string, { connection: object; until: number }>();

        override answer(request: Incoming): Answer {
          const answer = super.answer(request);
          const { access_token: token, user } = Object(answer.body);
          if (typeof token === 'string' && Object(user).user_type === 'CLIENT')
            this.homes.set(token, { connection: request.connection, until: performance.now() + 1000 });
          return answer;
        }

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const home = this.homes.get(request.accessToken ?? '');
          const elsewhere = home && home.connection !== request.connection && performance.now() < home.until;
          return answer.status === 200 && elsewhere
            ? super.folders({ ...request, accessToken: 'unknown' })
            : answer;
        }
      },
    ),
  },
  {
    name: 'access-unknown-to-a-replica',
    wrong:
      "Of three replicas that take turns with a session's requests, one knows no sessions of the others.",
    breaks: 'S3',
    fails: [
      'access.grants',
      'access.header-name-any-case',
      'refresh.new-pair-grants-access',
      'refresh.old-pair-survives',
      // The third request of its token is the one beside the refresh.
      'race.refresh-and-request',
    ],
    host: withHost(
      class extends Host {
        private readonly turns = new Counter<string>();

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const isKnown = answer.status !== 200 || this.turns.next(request.accessToken ?? '') % 3 !== 0;
          return isKnown ? answer : failure(401, 7, 'Access token not found');
        }
      },
    ),
  },
];
