/** Faulty hosts: caches and replicas that answer for tokens which are gone. */
import { type Fault, withHost } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming, steadyClock } from '../../reference/routes.ts';
import type { Session } from '../../reference/rules.ts';

export const cacheFaults: readonly Fault[] = [
  {
    name: 'old-pair-outlives-in-a-cache',
    wrong: 'For two seconds a token that was granted access is granted it again, whatever became of it.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: withHost(
      class extends Host {
        private readonly granted = new Map<string, number>();

        protected override folders(request: Incoming): Answer {
          const token = request.accessToken ?? '';
          const answer = super.folders(request);
          if (answer.status === 200) this.granted.set(token, steadyClock());
          const cached = (this.granted.get(token) ?? 0) > steadyClock() - 2;
          return cached ? { status: 200, body: [] } : answer;
        }
      },
    ),
  },
  {
    name: 'old-pair-outlives-on-a-replica',
    wrong: 'Of two replicas that take turns with a token, one hears two seconds late that it was deleted.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: withHost(
      class extends Host {
        private readonly deleted = new Map<string, { at: number; turn: number }>();
        private readonly granted = new Set<string>();

        protected override folders(request: Incoming): Answer {
          const token = request.accessToken ?? '';
          const answer = super.folders(request);
          if (answer.status === 200) this.granted.add(token);
          if (Object(answer.body).error_code !== 7 || !this.granted.has(token)) return answer;
          const { at, turn } = this.deleted.get(token) ?? { at: steadyClock(), turn: 0 };
          this.deleted.set(token, { at, turn: turn + 1 });
          return turn % 2 === 1 && at > steadyClock() - 2 ? { status: 200, body: [] } : answer;
        }
      },
    ),
  },
  {
    name: 'old-access-token-is-404',
    wrong: 'A deleted access token is answered 404.',
    breaks: 'S9',
    fails: ['refresh.old-access-token-dies'],
    host: withHost(
      class extends Host {
        private readonly issued = new Set<string>();

        protected override pair(session: Session): Answer {
          this.issued.add(session.accessToken);
          return super.pair(session);
        }

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          return Object(answer.body).error_code === 7 && this.issued.has(request.accessToken ?? '')
            ? failure(404, 10, 'Not found')
            : answer;
        }
      },
    ),
  },
];
