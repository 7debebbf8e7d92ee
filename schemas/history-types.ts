// Made from history-line.schema.json by `npm run types:generate`; never edited by hand.

/**
 * A line of history.jsonl: what one run against one host came to. Dates are RFC 3339 in UTC.
 */
export interface HistoryLine {
  run: {
    /**
     * The first part of every X-Request-Id of the run
     */
    id: string;
    start: string;
    end: string;
  };
  host: {
    /**
     * Its name in the fleet; a single host has none
     */
    name?: string;
    url: string;
    /**
     * Whether this is the suite's own reference host
     */
    embedded: boolean;
    /**
     * The version that the host says it is; left out where it says none
     */
    version?: string;
  };
  suite: {
    version: string;
    commit: string | null;
  };
  verdict: 'conformant' | 'nonconformant' | 'inconclusive';
  /**
   * How many MUSTs failed and are waived
   */
  waived: number;
  /**
   * How each requirement ended, by its id. failed: a MUST that failed. deviates: a SHOULD that failed
   */
  outcomes: {
    [k: string]: 'passed' | 'failed' | 'waived' | 'deviates' | 'not tested' | 'observed';
  };
}
