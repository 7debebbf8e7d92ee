/** Faulty hosts: how a request must travel to be let in, and what a refusal says. */
import { plus } from '../../variants/answers.ts';
import { type Fault, withAnswers, withHost } from '../../variants/variant.ts';
import { type Answer, failure, Host, type Incoming } from '../../reference/routes.ts';
import type { Session } from '../../reference/rules.ts';

const isResource = ({ path }: Incoming) => path.includes('/folders');

/** The values of a header field whose name is spelt like this. */
function spelt({ rawHeaders }: Incoming, name: RegExp): string[] {
  return rawHeaders.filter((_, nth) => nth % 2 === 1 && name.test(rawHeaders[nth - 1] ?? ''));
}

/** Whether the client asks to close the connection after the answer. */
const closes = (request: Incoming) =>
  isResource(request) && spelt(request, /^connection$/i).includes('close');

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

export const headerFaults: readonly Fault[] = [
  {
    name: 'access-by-the-exact-header-name',
    wrong: "The header's name counts only as the page spells it.",
    breaks: 'RFC 9110 5.1',
    fails: ['access.header-name-any-case'],
    host: withHost(
      class extends Host {
        override answer(request: Incoming): Answer {
          const [accessToken] = spelt(request, /^X-Forensic-Access-Token$/);
          return super.answer({ ...request, accessToken });
        }
      },
    ),
  },
  {
    name: 'access-not-by-a-lower-case-header-name',
    wrong: "The header's name does not count in lower case.",
    breaks: 'RFC 9110 5.1',
    fails: ['access.header-name-any-case'],
    host: withHost(
      class extends Host {
        override answer(request: Incoming): Answer {
          const lower = spelt(request, /^x-forensic-access-token$/).length > 0;
          return super.answer(lower ? { ...request, accessToken: undefined } : request);
        }
      },
    ),
  },
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
    name: 'access-refusals-without-codes',
    wrong: 'Refusals of a missing and of an unknown token have the error_code 0.',
    breaks: 'API Error Codes',
    fails: ['access.describes-refusals'],
    host: withAnswers((answer, request) =>
      isResource(request) && [6, 7].includes(Object(answer.body).error_code)
        ? plus(answer, { error_code: 0 })
        : answer,
    ),
  },
  {
    name: 'access-missing-is-unknown',
    wrong: 'A request without a token is refused like one with an unknown token.',
    breaks: 'API Error Codes',
    fails: ['access.describes-refusals'],
    host: withAnswers((answer, request) =>
      isResource(request) && Object(answer.body).error_code === 6 ? plus(answer, { error_code: 7 }) : answer,
    ),
  },
  {
    name: 'access-expired-is-unknown',
    wrong: 'An expired token is refused like an unknown one.',
    breaks: 'API Error Codes',
    fails: ['extension.describes-expiry'],
    host: withAnswers((answer, request) =>
      isResource(request) && Object(answer.body).error_code === 8
        ? failure(401, 7, 'Access token not found')
        : answer,
    ),
  },
  {
    name: 'access-expired-is-403',
    wrong: 'An expired token is refused with 403.',
    breaks: 'API Error Codes',
    fails: ['extension.describes-expiry'],
    host: withAnswers((answer, request) =>
      isResource(request) && Object(answer.body).error_code === 8 ? { ...answer, status: 403 } : answer,
    ),
  },
];
