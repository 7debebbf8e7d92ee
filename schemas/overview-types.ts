// Made from overview.schema.json by `npm run types:generate`; never edited by hand.

/**
 * What came of every host of a fleet, what is not the same on all of them, and what changed since the last overview.
 */
export interface Overview {
  /**
   * nonconformant where a host is, else inconclusive where one is or is missing, else conformant
   */
  verdict: 'conformant' | 'nonconformant' | 'inconclusive';
  /**
   * When the overview was made
   */
  made: string;
  /**
   * The suite that made it
   */
  suite: {
    version: string;
    commit: string | null;
  };
  /**
   * The names of all hosts of the fleet
   */
  expected: string[];
  /**
   * Those of them that left no certificate
   */
  missing: string[];
  hosts: HostInOverview[];
  /**
   * The requirements that did not end alike on all hosts
   */
  differences: Difference[];
}
export interface HostInOverview {
  /**
   * What the fleet calls it
   */
  name: string;
  /**
   * Where its certificate is, from the folder of the overview
   */
  folder: string;
  verdict: 'conformant' | 'nonconformant' | 'inconclusive';
  /**
   * How many waivers the verdict rests on
   */
  waived: number;
  /**
   * The verdict in words, with its reason
   */
  summary?: string;
  host: {
    url: string;
    embedded: boolean;
    resourcePath: string;
    /**
     * The version that the host says it is
     */
    version?: string;
  };
  ttl: {
    session: number;
    longlive: number;
  };
  /**
   * The suite that tested it
   */
  suite: {
    version: string;
    commit: string | null;
  };
  run: {
    id: string;
    start: string;
    end: string;
  };
  /**
   * How each requirement ended; the certificate has the reasons
   */
  requirements: {
    id: string;
    level: 'MUST' | 'SHOULD' | 'OBSERVED';
    verdict: 'passed' | 'failed' | 'inconclusive' | 'observed';
    waiver?: {
      state: string;
    };
  }[];
  since?: Since;
}
/**
 * What changed since the run that the last overview shows
 */
export interface Since {
  run: {
    id: string;
    start: string;
  };
  changes: {
    id: string;
    level: 'MUST' | 'SHOULD' | 'OBSERVED';
    /**
     * worse: it fails now and did not. untested: it was decided and is not now. better: it passes now and did not
     */
    kind: 'worse' | 'untested' | 'better';
    /**
     * Left out where the requirement was not there
     */
    before?: 'passed' | 'failed' | 'inconclusive' | 'observed';
    after?: 'passed' | 'failed' | 'inconclusive' | 'observed';
    waived?: boolean;
    /**
     * What the new certificate says of it, cut where it is long
     */
    reason?: string;
  }[];
  /**
   * Why the two runs may differ though the host is as it was
   */
  warnings: string[];
}
export interface Difference {
  id: string;
  level: 'MUST' | 'SHOULD' | 'OBSERVED';
  /**
   * The hosts by how it ended there
   */
  outcomes: {
    /**
     * deviates: a SHOULD that failed. absent: the certificate does not have it
     */
    outcome: 'passed' | 'failed' | 'waived' | 'deviates' | 'not tested' | 'observed' | 'absent';
    hosts: string[];
  }[];
}
