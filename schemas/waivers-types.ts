// Made from waivers.schema.json by `npm run types:generate`; never edited by hand.

/**
 * A file of waivers: failures that somebody answers for, until a day. x-wrong says what is wrong by the keyword that does not hold, x-write what to write instead.
 */
export interface WaiversFile {
  /**
   * Null if all entries are commented out
   */
  waivers: WaiverEntry[] | null;
}
/**
 * A requirement whose failure does not count, with who says so
 */
export interface WaiverEntry {
  /**
   * The id of the requirement
   */
  requirement: string;
  /**
   * Why its failure does not count
   */
  reason: string;
  /**
   * Who answers for it
   */
  owner: string;
  /**
   * The last day on which it counts, in UTC
   */
  until: string;
}
