/** The three documented errors, as the faulty hosts find them in an answer of the correct one. */
import type { Answer } from './reference/routes.ts';

export type Documented = 'missing' | 'unknown' | 'foreign';

/** What they say. */
export const MESSAGES: Readonly<Record<Documented, string>> = {
  missing: 'Could not locate field for key_path expire_token from provided dict data',
  unknown: 'Session not found',
  foreign: 'You have not access to refresh this session',
};

/** Whether the answer is this error. */
export function says(answer: Answer, which: Documented): boolean {
  return Object(answer.body).error_message === MESSAGES[which];
}

/** Another token of the same shape, which no session has. */
export function nobodys(token: string): string {
  return Array.from(token).toReversed().join('');
}
