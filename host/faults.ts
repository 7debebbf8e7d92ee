/**
 * Faulty hosts: each is the reference host but for one deviation, and names the sentence of the page that it breaks
 * and exactly the requirements that must fail because of it.
 */
import { accessFaults } from './access-faults.ts';
import { announcementFaults } from './announcement-faults.ts';
import { badInputFaults } from './bad-input-faults.ts';
import { cacheFaults } from './cache-faults.ts';
import { dateFaults } from './date-faults.ts';
import { errorAnswerFaults } from './error-answer-faults.ts';
import { errorFaults } from './error-faults.ts';
import { extensionFaults } from './extension-faults.ts';
import { givenFaults } from './given-faults.ts';
import { harmFaults } from './harm-faults.ts';
import { headerFaults } from './header-faults.ts';
import { interopFaults } from './interop-faults.ts';
import { layerFaults } from './layer-faults.ts';
import { lifetimeFaults } from './lifetime-faults.ts';
import { loginFaults } from './login-faults.ts';
import { methodFaults } from './method-faults.ts';
import { newPairFaults } from './new-pair-faults.ts';
import { oldPairFaults } from './old-pair-faults.ts';
import { otherSessionFaults } from './other-session-faults.ts';
import { breakFaults } from './break-faults.ts';
import { pageFaults } from './page-faults.ts';
import { pairFaults } from './pair-faults.ts';
import { raceFaults } from './race-faults.ts';
import { refreshFaults } from './refresh-faults.ts';
import { securityFaults } from './security-faults.ts';
import { serviceStoreFaults } from './service-store-faults.ts';
import { slowFaults } from './slow-faults.ts';
import { subtleFaults } from './subtle-faults.ts';
import { sweptFaults } from './swept-faults.ts';
import { throttledExtensionFaults } from './throttled-extension-faults.ts';
import { tokenStoreFaults } from './token-store-faults.ts';
import type { Fault } from './variant.ts';

export const faults: readonly Fault[] = [
  ...loginFaults,
  ...methodFaults,
  ...pageFaults,
  ...breakFaults,
  ...pairFaults,
  ...announcementFaults,
  ...accessFaults,
  ...tokenStoreFaults,
  ...headerFaults,
  ...lifetimeFaults,
  ...extensionFaults,
  ...throttledExtensionFaults,
  ...sweptFaults,
  ...refreshFaults,
  ...newPairFaults,
  ...oldPairFaults,
  ...cacheFaults,
  ...otherSessionFaults,
  ...errorFaults,
  ...givenFaults,
  ...harmFaults,
  ...errorAnswerFaults,
  ...subtleFaults,
  ...slowFaults,
  ...serviceStoreFaults,
  ...securityFaults,
  ...interopFaults,
  ...raceFaults,
  ...badInputFaults,
  ...dateFaults,
  ...layerFaults,
];
