/** Faulty hosts: a right access token opens nothing, or not each time. */
import { isAtResource } from '../../variants/requests.ts';
import { type Fault, withAnswers, withHost, withSessions } from '../../variants/variant.ts';
import { breakOff, send, where } from '../../variants/wire.ts';
import { type Answer, failure, Host, type Incoming, referenceHost } from '../../reference/routes.ts';
import { type Session, Sessions } from '../../reference/rules.ts';

export const grantFaults: readonly Fault[] = [
  {
    name: 'valid-token-breaks-the-connection',
    wrong: 'A request for the resource with a valid access token breaks the connection.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: referenceHost,
    wire: where(({ status }, { incoming }) => isAtResource(incoming) && status === 200, breakOff),
  },
  {
    name: 'no-token-works-and-unknown-ones-break-the-connection',
    wrong: 'A valid access token is answered 401, and an unknown one breaks the connection.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: referenceHost,
    wire: () => (call) => {
      const answer = call.speak();
      if (!isAtResource(call.incoming)) send(call.response, answer);
      else if (answer.status === 200) send(call.response, failure(401, 7, 'Access token not found'));
      else breakOff(call);
    },
  },
  {
    name: 'access-never',
    wrong: 'The resource refuses every token.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && answer.status === 200 ? failure(401, 7, 'Access token not found') : answer,
    ),
  },
  {
    name: 'access-is-500',
    wrong: 'The resource answers 500 to a right token.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && answer.status === 200 ? failure(500, 0, 'Unknown error') : answer,
    ),
  },
  {
    name: 'access-is-500-whoever-asks',
    wrong: 'The resource answers 500 to each access token, known or not.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: withAnswers((answer, request) =>
      isAtResource(request) && request.accessToken ? failure(500, 0, 'Unknown error') : answer,
    ),
  },
  {
    name: 'access-three-times',
    wrong: 'A token opens the resource three times.',
    breaks: 'S3',
    fails: [
      'access.grants',
      'access.header-name-any-case',
      'refresh.new-pair-grants-access',
      'refresh.old-pair-survives',
    ],
    host: withHost(
      class extends Host {
        private readonly used = new Map<string, number>();

        protected override folders(request: Incoming): Answer {
          const answer = super.folders(request);
          const token = request.accessToken ?? '';
          const nth = (this.used.get(token) ?? 0) + 1;
          if (answer.status === 200) this.used.set(token, nth);
          return nth > 3 ? failure(401, 7, 'Access token not found') : answer;
        }
      },
    ),
  },
  {
    name: 'service-session-forgotten-at-once',
    wrong:
      'The store cannot hold a service session for five years, and forgets it at once; its expire_date is right.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: withSessions(
      class extends Sessions {
        protected override byAccessToken(token: string): Session | undefined {
          const session = super.byAccessToken(token);
          return session?.account.service ? undefined : session;
        }
      },
    ),
  },
];
