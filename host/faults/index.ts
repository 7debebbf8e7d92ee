/**
 * Faulty hosts: each is the reference host but for one deviation, and names the sentence of the page that it breaks
 * and exactly the requirements that must fail because of it.
 */
import { accessFaults } from './access/access-token.ts';
import { announcementFaults } from './issue/expire-date.ts';
import { badInputFaults } from './error/bad-input.ts';
import { cacheFaults } from './refresh/stale-caches.ts';
import { dateFaults } from './issue/zones.ts';
import { errorAnswerFaults } from './error/envelope.ts';
import { errorFaults } from './error/documented.ts';
import { extensionFaults } from './extension/extension.ts';
import { givenFaults } from './refresh/refusals-that-give.ts';
import { harmFaults } from './error/side-effects.ts';
import { headerFaults } from './access/header.ts';
import { interopFaults } from './interop.ts';
import { layerFaults } from './error/layer.ts';
import { lifetimeFaults } from './extension/lifetime.ts';
import { loginFaults } from './issue/credentials.ts';
import { methodFaults } from './issue/methods.ts';
import { newPairFaults } from './refresh/new-pair.ts';
import { oldPairFaults } from './refresh/old-pair.ts';
import { otherSessionFaults } from './refresh/other-sessions.ts';
import { breakFaults } from './error/breaks.ts';
import { pageFaults } from './error/pages.ts';
import { pairFaults } from './issue/pair.ts';
import { raceOfLoginsFaults } from './race/logins.ts';
import { raceOfRefreshesFaults } from './race/refreshes.ts';
import { raceOfSwitchFaults } from './race/switch.ts';
import { refreshFaults } from './refresh/who-may.ts';
import { securityFaults } from './security.ts';
import { sweptFaults } from './extension/swept.ts';
import { throttledExtensionFaults } from './extension/throttled.ts';
import { tokenStoreFaults } from './access/token-lookup.ts';
import { clientFaultFaults } from './error/client-faults.ts';
import { grantFaults } from './access/grants.ts';
import { accessCodeFaults } from './access/codes.ts';
import { accessByConnectionFaults } from './access/connections.ts';
import { extensionOfOtherSessionsFaults } from './extension/other-sessions.ts';
import { newSessionLifeFaults } from './refresh/new-session-life.ts';
import { oldPairDiesEarlyFaults } from './refresh/old-pair-dies-early.ts';
import type { Fault } from '../variants/variant.ts';

export const faults: readonly Fault[] = [
  ...loginFaults,
  ...methodFaults,
  ...clientFaultFaults,
  ...pageFaults,
  ...breakFaults,
  ...pairFaults,
  ...announcementFaults,
  ...grantFaults,
  ...accessFaults,
  ...tokenStoreFaults,
  ...headerFaults,
  ...accessByConnectionFaults,
  ...accessCodeFaults,
  ...lifetimeFaults,
  ...extensionFaults,
  ...extensionOfOtherSessionsFaults,
  ...throttledExtensionFaults,
  ...sweptFaults,
  ...refreshFaults,
  ...newPairFaults,
  ...newSessionLifeFaults,
  ...oldPairDiesEarlyFaults,
  ...oldPairFaults,
  ...cacheFaults,
  ...otherSessionFaults,
  ...errorFaults,
  ...givenFaults,
  ...harmFaults,
  ...errorAnswerFaults,
  ...securityFaults,
  ...interopFaults,
  ...raceOfRefreshesFaults,
  ...raceOfSwitchFaults,
  ...raceOfLoginsFaults,
  ...badInputFaults,
  ...dateFaults,
  ...layerFaults,
];
