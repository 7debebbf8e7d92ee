/** Good practice that keeps passwords and tokens from those whom they are not for. */
import { expect, onEachHost, requirement, test } from '../fixtures/index.ts';

// Good practice: Passwords and tokens travel by https, with a certificate that verifies.
test(
  'nobody on the way can read what is sent',
  requirement('security.tls'),
  onEachHost(async ({ exchanges, baseUrl, verified, embedded }) => {
    expect(exchanges.all()).toTravelEncrypted({ baseUrl, verified, embedded });
  }),
);
