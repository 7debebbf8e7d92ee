/** The three documented errors, as the faulty hosts find them in an answer of the correct one. */
import type { Answer } from '../reference/routes.ts';

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

/** The documented message of an error, where it is one of the three. */
export function documentedMessage(answer: Answer): string | undefined {
  const { error_message: message }: { error_message?: unknown } = Object(answer.body);
  const documented = /^(Could not locate field for key_path expire_token|Session not|You have not)/;
  return typeof message === 'string' && documented.test(message) ? message : undefined;
}

/** The same answer with these fields in its body. */
export function plus(answer: Answer, fields: Readonly<Record<string, unknown>>): Answer {
  return { ...answer, body: { ...Object(answer.body), ...fields } };
}
