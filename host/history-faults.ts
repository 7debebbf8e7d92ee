/** Faulty hosts that only a history shows: it takes four or more logins, requests for the resource and refreshes. */
import { historyAccessTokenFaults } from './history-access-token-faults.ts';
import { historyErrorFaults } from './history-error-faults.ts';
import { historyExpireTokenFaults } from './history-expire-token-faults.ts';
import { historyHarmFaults } from './history-harm-faults.ts';
import { historySessionFaults } from './history-session-faults.ts';
import type { Fault } from './variant.ts';

/** Not among all the faults yet: the tests that find them are still to come. */
export const historyFaults: readonly Fault[] = [
  ...historyAccessTokenFaults,
  ...historyExpireTokenFaults,
  ...historySessionFaults,
  ...historyErrorFaults,
  ...historyHarmFaults,
];
