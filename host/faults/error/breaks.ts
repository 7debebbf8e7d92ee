/** Faulty hosts that break the connection for one kind of request, each time, and answer all others. */
import type { Call } from '../../reference/http.ts';
import { type Answer, failure, referenceHost } from '../../reference/routes.ts';
import type { Fault } from '../../variants/variant.ts';
import { send, where } from '../../variants/wire.ts';

/** Breaks the connection where this says so. */
const breaking = (breaks: (answer: Answer, call: Call) => boolean) =>
  where(breaks, ({ request }) => void request.socket.destroy());

const isResource = ({ incoming: { path } }: Call) => !path.includes('/authorize/');

export const breakFaults: readonly Fault[] = [
  {
    name: 'valid-token-breaks-the-connection',
    wrong: 'A request for the resource with a valid access token breaks the connection.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: referenceHost,
    wire: breaking(({ status }, call) => isResource(call) && status === 200),
  },
  {
    name: 'no-token-works-and-unknown-ones-break-the-connection',
    wrong: 'A valid access token is answered 401, and an unknown one breaks the connection.',
    breaks: 'S3',
    fails: ['access.grants'],
    host: referenceHost,
    wire: () => (call) => {
      const answer = call.speak();
      if (!isResource(call)) send(call.response, answer);
      else if (answer.status === 200) send(call.response, failure(401, 7, 'Access token not found'));
      else call.request.socket.destroy();
    },
  },
  {
    name: 'missing-expire-token-breaks-the-connection',
    wrong: 'A refresh without an expire token breaks the connection.',
    breaks: 'S10',
    fails: ['error.client-faults-are-4xx', 'error.missing-expire-token'],
    host: referenceHost,
    wire: breaking(
      (_answer, { incoming: { path, body } }) => path.includes('/refresh') && !body.includes('expire_token'),
    ),
  },
];
