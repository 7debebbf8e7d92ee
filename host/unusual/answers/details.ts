/** Unusual hosts that conform: what stands in the details of an error under the name of a token, and is none. */
import { Base64Tokens } from '../../variants/token-stores.ts';
import { type Unusual, withBoth, withErrors } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming } from '../../reference/routes.ts';

type Text = (request: Incoming) => string;

/** The answer, with this text in `details.expire_token` where a refresh fails. */
function detailed(answer: Answer, request: Incoming, text: Text): Answer {
  if (answer.status < 400 || !request.path.includes('refresh')) return answer;
  return { ...answer, body: { ...Object(answer.body), details: { expire_token: text(request) } } };
}

const saying = (text: Text) => withErrors((answer, request) => detailed(answer, request, text));

/** The token that a refresh was sent, or a text of the usual length. */
const sent: Text = ({ body }) => /"expire_token":"([^"]+)"/.exec(body)?.[1] ?? 'f'.repeat(64);

/** A token but for its last four characters. */
const masked = (token: string, by: string) => by.repeat(Math.max(0, token.length - 4)) + token.slice(-4);

export const unusualDetails: readonly Unusual[] = [
  {
    name: 'details-hold-a-message-key',
    unusual: 'The details of an error hold the key of a message that nobody translated.',
    host: saying(() => 'api.errors.session.expire_token.not_found.x'),
  },
  {
    name: 'details-hold-a-message-key-like-tokens',
    unusual: 'The same, with tokens in base64 and a key of the same letters.',
    host: withBoth(
      class extends Host {
        override answer(request: Incoming): Answer {
          return detailed(super.answer(request), request, () => 'Refresh_Pair_Nicht_Gefunden_In_Store_1');
        }
      },
      Base64Tokens,
    ),
  },
  {
    name: 'details-hold-a-masked-token',
    unusual:
      'The details of an error hold the token that was sent, its last four characters alone to be seen.',
    host: saying((request) => masked(sent(request), '*')),
  },
  {
    name: 'details-hold-a-token-masked-with-zeros',
    unusual: 'The same, with zeros in the places of what is hidden.',
    host: saying((request) => masked(sent(request), '0')),
  },
];
