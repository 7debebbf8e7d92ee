/** Faulty hosts: the name of the header that carries the access token counts only in some spellings. */
import { type Fault, withHost } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming } from '../../reference/routes.ts';

/** The values of a header field whose name is spelt like this. */
function spelt({ rawHeaders }: Incoming, name: RegExp): string[] {
  return rawHeaders.filter((_, nth) => nth % 2 === 1 && name.test(rawHeaders[nth - 1] ?? ''));
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
];
