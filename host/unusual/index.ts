/**
 * Unusual hosts that conform: none of them may be called nonconformant, and what cannot be tested on one must come
 * out inconclusive, with the reason.
 */
import type { Unusual } from '../variants/variant.ts';
import { unusualAnswers } from './answers/answers.ts';
import { unusualCases } from './sessions/cases.ts';
import { unusualClocks } from './answers/clocks.ts';
import { unusualDateForms } from './answers/date-forms.ts';
import { unusualDates } from './answers/dates.ts';
import { unusualDetails } from './answers/details.ts';
import { unusualErrors } from './answers/errors.ts';
import { unusualLayer } from './answers/layer.ts';
import { unusualLimiters } from './network/limiters.ts';
import { unusualLogins } from './sessions/logins.ts';
import { unusualLosses } from './sessions/losses.ts';
import { unusualNetworks } from './network/networks.ts';
import { unusualProxies } from './network/proxies.ts';
import { unusualSessions } from './sessions/sessions.ts';
import { unusualStatuses } from './answers/statuses.ts';
import { unusualTokens } from './sessions/tokens.ts';

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
