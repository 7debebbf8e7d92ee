/** The three documented errors in the reference host's answers, and a way to change an answer. */
import type { Answer } from '../reference/routes.ts';

export type Documented = 'missing' | 'unknown' | 'foreign';

/** The messages of the documented errors. */
export const MESSAGES: Readonly<Record<Documented, string>> = {
  missing: 'Could not locate field for key_path expire_token from provided dict data',
  unknown: 'Session not found',
  foreign: 'You have not access to refresh this session',
};

/** Tells whether an answer is this documented error. */
export function says(answer: Answer, which: Documented): boolean {
  return Object(answer.body).error_message === MESSAGES[which];
}

/** Gives back the documented message of an error; returns undefined if the message is not one of the three. */
export function documentedMessage(answer: Answer): string | undefined {
  const { error_message: message }: { error_message?: unknown } = Object(answer.body);
  const documented = /^(Could not locate field for key_path expire_token|Session not|You have not)/;
  return typeof message === 'string' && documented.test(message) ? message : undefined;
}

/** Gives back the answer with these fields added to its body. */
export function plus(answer: Answer, fields: Readonly<Record<string, unknown>>): Answer {
  return { ...answer, body: { ...Object(answer.body), ...fields } };
}
