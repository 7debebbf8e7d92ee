/** Good practice: what keeps passwords and tokens from those whom they are not for. */
import { expect, onEachHost, requirement, test } from '../fixtures/index.ts';

test(
  'nobody on the way can read what is sent',
  requirement('security.tls'),
  onEachHost(async ({ all, baseUrl, verified, embedded }) => {
    expect(all('security.tokens-in-body-only')).toTravelEncrypted({ baseUrl, verified, embedded });
  }),
);
