/** Ways to change one thing about the reference host, for the unusual hosts. */
import { type Answer, Host, type Incoming, steadyClock } from './reference/routes.ts';
import { type Session, Sessions } from './reference/rules.ts';
import { making } from './token-stores.ts';
import { plus, type Unusual, withAnswers, withPairs, withSessions } from './variant.ts';

type Change<About> = (answer: Answer, about: About) => Answer;

/** The requirements that only an `expire_date` shows. */
export const BY_EXPIRE_DATE = ['issue.lifetime', 'service.lifetime', 'service.refreshes'] as const;

/** The host whose pairs carry these fields beside their own, or instead of them. */
export function withFields(fields: (session: Session) => object): Unusual['host'] {
  return withPairs((answer, session) => plus(answer, { ...fields(session) }));
}

/** The host that tells its errors like this. */
export function withErrors(change: Change<Incoming>): Unusual['host'] {
  return withAnswers((answer, request) => (answer.status < 400 ? answer : change(answer, request)));
}

/** The host with tokens like this, each made of 64 random hexadecimal digits. */
export function withTokens(make: (random: string, nth: number) => string): Unusual['host'] {
  return withSessions(making(make));
}

/** The host with a clock of its own. */
export function withClock(now: () => number, change: Change<Incoming> = (answer) => answer): Unusual['host'] {
  return (accounts, periods) => {
    const host = new Host(accounts, new Sessions({ ...periods, now }));
    const answer = host.answer.bind(host);
    host.answer = (request) => change(answer(request), request);
    return host;
  };
}

/** What a `Date` says, so many seconds off. */
export function dateHeader(ahead: number): string {
  return new Date((steadyClock() + ahead) * 1000).toUTCString();
}

/** The documented message of an error, where it is one of the three. */
export function documentedMessage(answer: Answer): string | undefined {
  const { error_message: message }: { error_message?: unknown } = Object(answer.body);
  const documented = /^(Could not locate field for key_path expire_token|Session not|You have not)/;
  return typeof message === 'string' && documented.test(message) ? message : undefined;
}
