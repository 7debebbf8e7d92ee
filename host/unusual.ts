/**
 * Unusual hosts that conform: none of them may be called nonconformant, and what cannot be tested on one must come
 * out inconclusive, with the reason.
 */
import type { Unusual } from './variant.ts';
import { unusualAnswers } from './unusual-answers.ts';
import { unusualCases } from './unusual-cases.ts';
import { unusualClocks } from './unusual-clocks.ts';
import { unusualDateForms } from './unusual-date-forms.ts';
import { unusualDates } from './unusual-dates.ts';
import { unusualDetails } from './unusual-details.ts';
import { unusualErrors } from './unusual-errors.ts';
import { unusualLayer } from './unusual-layer.ts';
import { unusualLimiters } from './unusual-limiters.ts';
import { unusualLogins } from './unusual-logins.ts';
import { unusualLosses } from './unusual-losses.ts';
import { unusualNetworks } from './unusual-networks.ts';
import { unusualProxies } from './unusual-proxies.ts';
import { unusualSessions } from './unusual-sessions.ts';
import { unusualStatuses } from './unusual-statuses.ts';
import { unusualTokens } from './unusual-tokens.ts';

export const unusual: readonly Unusual[] = [
  ...unusualAnswers,
  ...unusualDates,
  ...unusualDateForms,
  ...unusualErrors,
  ...unusualStatuses,
  ...unusualTokens,
  ...unusualLogins,
  ...unusualLimiters,
  ...unusualSessions,
  ...unusualLosses,
  ...unusualClocks,
  ...unusualNetworks,
  ...unusualProxies,
  ...unusualCases,
  ...unusualDetails,
  ...unusualLayer,
];
