/**
 * The exchanges of a run, read from its evidence so that other programs can repeat them. In the evidence each token has a
 * name, so the answers tell which token a later request carries.
 */
import { randomBytes } from 'node:crypto';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import { field, looseJson } from '../../fixtures/answers/facts.ts';
import { accounts } from '../../host/reference/accounts.ts';

/** An exchange to repeat. `{{NAME}}` stands for a token that an earlier answer gave. */
export interface Step {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Status of the answer, which the repeated exchange must have again. */
  readonly status: number;
  /** Names under which the tokens of the answer are kept, by their fields. */
  readonly keeps: Readonly<Record<string, string>>;
}

const NAMED = /\{\{[0-9a-f]{8}:([^{}]+)\}\}/g;
const FIELDS = ['access_token', 'expire_token'];

const [alice, bob, service] = accounts;
const passwords = new Map([
  ['alice password', alice.password],
  ['bob password', bob.password],
  ['service password', service.password],
]);

/** Returns the exchanges of a run in the order in which they were sent, without the headers that only this suite sends. */
export function exchangesOf(reportDir: string): Step[] {
  const variables = new Map<string, string>();
  const strangers = new Map<string, string>();
  const said = (text: string) =>
    text.replaceAll(NAMED, (_, name: string) => {
      const variable = variables.get(name);
      if (variable !== undefined) return `{{${variable}}}`;
      const stranger = passwords.get(name) ?? strangers.get(name) ?? randomBytes(32).toString('hex');
      strangers.set(name, stranger);
      return stranger;
    });
  return recorded(reportDir)
    .toSorted((one, other) => (one.sentAt < other.sentAt ? -1 : 1))
    .flatMap(({ method, path, status, request, answer }) => {
      if (status === undefined || !request) return [];
      // What is no token in these fields is refused in any case, and its mark has characters that no field can carry.
      const own = /^(user-agent|accept-encoding|x-request-id): /i;
      const headers = request.headers
        .filter((line) => !own.test(line))
        .map((line) => [
          line.slice(0, line.indexOf(':')),
          said(line.slice(line.indexOf(':') + 2)).replace('‹not shown›', 'not shown'),
        ]);
      const step = { method, path, headers: Object.fromEntries(headers), body: said(request.body), status };
      const json = looseJson(answer?.body ?? '');
      const keeps = FIELDS.flatMap((name) => {
        const [, token] = /^\{\{[0-9a-f]{8}:([^{}]+)\}\}$/.exec(String(field(json, name))) ?? [];
        if (token === undefined) return [];
        const variable = variables.get(token) ?? `t${variables.size + 1}`;
        variables.set(token, variable);
        return [[name, variable]];
      });
      return [{ ...step, keeps: Object.fromEntries(keeps) }];
    });
}
