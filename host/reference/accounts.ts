import type { Account } from './rules.ts';

/** The embedded host's three accounts. They open nothing else, so their passwords are no secrets. */
export const accounts = [
  { email: 'alice@example.com', password: 'alice-reference-password', service: false },
  { email: 'bob@example.com', password: 'bob-reference-password', service: false },
  { email: 'service@example.com', password: 'service-reference-password', service: true },
] as const satisfies readonly Account[];
