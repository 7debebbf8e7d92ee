import type { RequirementId } from '../../fixtures/catalogue/requirements.ts';

/** For each rule, a host that breaks it. Only contradictions of the rule itself count. */
export const brokenHosts: ReadonlyArray<readonly [RequirementId, string]> = [
  ['access.grants', 'access-never'],
  ['access.requires-token', 'access-without-token'],
  ['access.rejects-unknown-token', 'access-of-strangers'],
  ['access.rejects-expire-token', 'access-by-expire-token'],
  ['refresh.returns-new-pair', 'refresh-is-empty'],
  ['refresh.new-pair-grants-access', 'old-access-token-ends-the-new-pair'],
  ['refresh.new-pair-refreshes', 'refresh-once'],
  ['refresh.requires-access-token', 'refresh-without-access-token'],
  ['refresh.rejects-unknown-access-token', 'refresh-with-any-access-token'],
  ['refresh.old-pair-survives', 'old-pair-dies-at-once'],
  ['refresh.old-access-token-dies', 'old-access-token-never-dies'],
  ['refresh.old-access-token-dies', 'old-access-token-still-refreshes'],
  ['refresh.old-expire-token-dies', 'old-expire-token-never-dies'],
  ['refresh.spares-other-sessions', 'refresh-ends-other-accounts-sessions'],
  ['error.missing-expire-token', 'error-missing-field-is-422'],
  ['error.unknown-expire-token', 'error-never-issued-is-400'],
  ['error.foreign-expire-token', 'error-foreign-is-401'],
  ['error.refusals-are-harmless', 'error-foreign-ends-the-session'],
];
