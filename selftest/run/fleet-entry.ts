/** An entry of a fleet's file for a host with the reference host's accounts, and the variables with their passwords. */
import { accounts } from '../../host/reference/accounts.ts';
import { settingsFor } from '../tools/product.ts';

const [alice, bob, service] = accounts;

/** Environment variables that hold the passwords. */
export const SECRETS = { A_PASSWORD: alice.password, B_PASSWORD: bob.password, S_PASSWORD: service.password };

/** Makes the entry of a host at this base URL. */
export function entryFor(url: string) {
  return {
    ...settingsFor(url),
    OZ_USER_PASSWORD: { env: 'A_PASSWORD' },
    OZ_OTHER_USER_PASSWORD: { env: 'B_PASSWORD' },
    OZ_SERVICE_USER_PASSWORD: { env: 'S_PASSWORD' },
  };
}
