// Made from certificate.schema.json by `npm run types:generate`; never edited by hand.

/**
 * What one run of the suite against one host found. Durations are seconds, dates are RFC 3339 in UTC.
 */
export interface Certificate {
  /**
   * conformant: every MUST was tested and passed, or its failure is waived. nonconformant: at least one MUST failed without a waiver. inconclusive: no MUST failed without a waiver, at least one could not be tested.
   */
  verdict: 'conformant' | 'nonconformant' | 'inconclusive';
  /**
   * The verdict in words, with its reason
   */
  summary: string;
  /**
   * The host under test
   */
  host: {
    /**
     * Base URL; that of the embedded host is of no lasting use
     */
    url: string;
    /**
     * Whether this is the suite's own reference host
     */
    embedded: boolean;
    resourcePath: string;
    /**
     * Whether the host's TLS certificate was verified; none: it was reached by plain http. Certificates of before this field have none
     */
    tls?: 'verified' | 'not verified' | 'none';
    /**
     * The version that the host says it is; left out where it says none
     */
    version?: string;
    /**
     * What a new login does to the earlier sessions of its account
     */
    sessions?: 'several' | 'one' | 'shared' | 'unknown';
  };
  /**
   * The host's settings, as the run was told
   */
  ttl: {
    /**
     * OZ_SESSION_TTL in seconds
     */
    session: number;
    /**
     * OZ_SESSION_LONGLIVE_TTL in seconds
     */
    longlive: number;
  };
  suite: {
    name: string;
    version: string;
    /**
     * The git commit that the suite was checked out or bundled from, with -dirty where its files were changed since
     */
    commit: string | null;
  };
  /**
   * What this is, if it is no certificate of a run: a verdict that was made again from the evidence of a run, without its host, by the suite above. Left out otherwise
   */
  rejudgement?: {
    /**
     * When it was made
     */
    at: string;
    /**
     * The suite that made the run; null where the run was killed
     */
    suite: {
      name: string;
      version: string;
      commit: string | null;
    } | null;
    /**
     * SHA-256 of the certificate that the run left beside the evidence, in hex; left out if there is none
     */
    certificate?: string;
  };
  /**
   * When the run was, and what it did to the host. All that it sent counts, bad input that was made up (security.bad-input) and requests that were repeated included
   */
  run: {
    /**
     * The first part of every X-Request-Id of this run
     */
    id: string;
    start: string;
    end: string;
    /**
     * Pairs that the host issued to this run, for logins and for refreshes
     */
    sessions: number;
    /**
     * Requests that this run sent, repeated ones included
     */
    requests: number;
    /**
     * Logins that brought a pair: so many of the sessions were new ones. Certificates of before this field have none
     */
    logins?: number;
    /**
     * Logins that were wrong on purpose, with a wrong password for an account or with an email that no account has, whatever they were answered. Logins without complete credentials, or with those of made-up bad input, are none. Certificates of before this field have none
     */
    wrongLogins?: number;
    /**
     * Answers with a status of 4xx that the host gave, or what stands in front of it, such as a limiter. Certificates of before this field have none
     */
    refusals?: number;
    /**
     * The most requests to the login that left within any 60 s, of any method, right or not. Certificates of before this field have none
     */
    mostLoginsInAMinute?: number;
  };
  /**
   * How many requirements have a test, and how many of these ran to an end
   */
  counts: {
    expected: number;
    ran: number;
    /**
     * How many MUSTs failed and are waived: so many waivers the verdict rests on
     */
    waived: number;
  };
  /**
   * Every requirement of the catalogue, in its order
   */
  requirements: RequirementResult[];
  /**
   * How long the host took to answer, for information; none where nothing was asked
   */
  figures?: Figure[];
  /**
   * The lives of the sessions that waited; none where the run did not get so far
   */
  timelines?: Timeline[];
}
export interface RequirementResult {
  id: string;
  level: 'MUST' | 'SHOULD' | 'OBSERVED';
  verdict: 'passed' | 'failed' | 'inconclusive' | 'observed';
  /**
   * What is required, in the suite's words
   */
  statement: string;
  /**
   * The sentence of the vendor's page, or the document, that asks for it
   */
  source: string;
  /**
   * What was seen instead, why it could not be tested, or what was observed
   */
  reason?: string;
  waiver?: AppliedWaiver;
  /**
   * The sessions that waited and that the verdict rests on, by their names in `timelines`
   */
  sessions?: string[];
  /**
   * The exchanges behind the verdict, without secrets
   */
  evidence?: Exchange[];
}
/**
 * Who answers for a failure of this requirement, and what that is worth in this run
 */
export interface AppliedWaiver {
  /**
   * waived: it failed, and that does not count. ended: it failed, and the waiver had ended. unneeded: it passed. untested: it could not be tested, and the waiver does not change that.
   */
  state: 'waived' | 'ended' | 'unneeded' | 'untested';
  reason: string;
  owner: string;
  /**
   * The last day (UTC) of runs for which it counts, by when they began
   */
  until: string;
}
export interface Exchange {
  /**
   * The X-Request-Id that was sent
   */
  requestId: string;
  method: string;
  path: string;
  /**
   * When it left, by this machine's clock
   */
  sentAt: string;
  /**
   * From leaving to the whole answer
   */
  seconds: number;
  status?: number;
  /**
   * Why there is no answer
   */
  failure?: string;
  request?: Message;
  answer?: Message;
}
export interface Message {
  headers: string[];
  body: string;
}
/**
 * The times of one endpoint, in seconds from a request's leaving to its whole answer, without requests that were sent at the same moment
 */
export interface Figure {
  endpoint: 'login' | 'refresh' | 'resource';
  /**
   * How many it was asked
   */
  requests: number;
  median: number;
  /**
   * 95 of 100 answers took no longer
   */
  p95: number;
  worst: number;
}
/**
 * What became of one session that waited. Moments are seconds after its first request left.
 */
export interface Timeline {
  /**
   * Its name: what happens to it
   */
  session: string;
  account: string;
  /**
   * How long sessions of this account live, in seconds
   */
  period: number;
  /**
   * When its first request left, by this machine's clock
   */
  start: string;
  /**
   * Its requests
   */
  marks: Mark[];
  /**
   * When the checks that judge it counted, if the session was granted or refused then
   */
  windows: Window[];
  /**
   * When it should end: a period after what last surely extended it (S6)
   */
  due?: number;
  /**
   * When it ends by the expire_date of its pair, as the host's own clock counts from its answer
   */
  announced?: number;
  /**
   * Why it could not be observed to its end
   */
  notObserved?: string;
}
export interface Mark {
  /**
   * login and refresh brought its pairs; touch extends it; check shows whether it lives
   */
  what: 'login' | 'refresh' | 'touch' | 'check';
  left: number;
  came: number;
  status: number;
  requestId: string;
}
export interface Window {
  /**
   * What the page asks of a request in it
   */
  asked: 'granted' | 'refused';
  /**
   * A request counts that left no earlier
   */
  from?: number;
  /**
   * A request counts that was answered no later
   */
  to?: number;
}
