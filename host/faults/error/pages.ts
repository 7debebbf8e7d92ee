/** Faulty hosts that answer some requests with a page or an empty body, and all others in JSON. */
import { isAtLogin, isAtRefresh } from '../../variants/requests.ts';
import { referenceHost } from '../../reference/routes.ts';
import type { Fault } from '../../variants/variant.ts';
import { send, sendPage, where } from '../../variants/wire.ts';

export const pageFaults: readonly Fault[] = [
  {
    name: 'refused-logins-show-a-page',
    wrong: 'A login that is refused is answered 200, with a page to log in on.',
    breaks: 'S1',
    fails: [
      'error.client-faults-are-4xx',
      'issue.post-only',
      'issue.rejects-missing-credentials',
      'issue.rejects-unknown-email',
      'issue.rejects-wrong-password',
    ],
    host: referenceHost,
    wire: where(
      ({ status }, { incoming }) => isAtLogin(incoming) && status >= 400,
      ({ response }) => sendPage(response, 200, 'Log in'),
    ),
  },
  {
    name: 'foreign-session-shows-a-page',
    wrong: "A refresh with another account's expire token is answered 403 with a page.",
    breaks: 'S12',
    fails: ['error.codes', 'error.envelope', 'error.foreign-expire-token'],
    host: referenceHost,
    wire: where(
      ({ status }) => status === 403,
      ({ response }) => sendPage(response, 403, '403 Forbidden'),
    ),
  },
  {
    name: 'renewed-pair-comes-with-an-empty-body',
    wrong: 'A refresh is answered 200 with an empty body.',
    breaks: 'S8',
    fails: [
      'error.refusals-are-harmless',
      'refresh.requires-access-token',
      'refresh.returns-new-pair',
      'service.refreshes',
    ],
    host: referenceHost,
    wire:
      () =>
      ({ incoming, response, speak }) => {
        const answer = speak();
        const renewed = isAtRefresh(incoming) && answer.status === 200;
        send(response, answer, renewed ? { text: '' } : {});
      },
  },
];
