/** Faulty hosts whose fault shows only after four or more logins, requests for the resource and refreshes. */
import { historyAccessTokenFaults } from './access-token.ts';
import { historyErrorFaults } from './errors.ts';
import { historyExpireTokenFaults } from './expire-token.ts';
import { historyHarmFaults } from './side-effects.ts';
import { historySessionFaults } from './sessions.ts';
import type { Fault } from '../../variants/variant.ts';

/** Not among all the faults yet: the tests that find them are still to come. */
export const historyFaults: readonly Fault[] = [
  ...historyAccessTokenFaults,
  ...historyExpireTokenFaults,
  ...historySessionFaults,
  ...historyErrorFaults,
  ...historyHarmFaults,
];
