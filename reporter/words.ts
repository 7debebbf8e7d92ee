/** How a certificate puts times, numbers and verdicts. */
import type { AppliedWaiver, RequirementResult } from '../schemas/index.ts';
import { isWaived } from '../schemas/waived.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const trimmed = (value: number, digits: number) => String(Number(value.toFixed(digits)));

/** A length of time in its own units; `seconds` may be a fraction. */
export function inWords(seconds: number): string {
  if (seconds < 0) return `−${inWords(-seconds)}`;
  if (seconds < 2 * MINUTE) return `${seconds.toFixed(Number.isInteger(seconds) ? 0 : 2)} s`;
  if (seconds < 2 * HOUR) {
    const rest = trimmed(seconds % MINUTE, 1);
    return `${Math.floor(seconds / MINUTE)} min${rest === '0' ? '' : ` ${rest} s`}`;
  }
  if (seconds < 2 * DAY) return `${trimmed(seconds / HOUR, 1)} h`;
  if (seconds < YEAR) return `${trimmed(seconds / DAY, 1)} days`;
  return `${trimmed(seconds / YEAR, 1)} years`;
}

/** A short time, in whole milliseconds; `seconds` may be a fraction. */
export function inMilliseconds(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`;
}

/** A setting: its seconds as they were told, and in units where there are many. */
export function period(seconds: number): string {
  return seconds < 2 * MINUTE ? `${seconds} s` : `${seconds} s (${inWords(seconds)})`;
}

/** A date and a time that everybody reads alike. */
export function utc(date: string): string {
  const at = new Date(date);
  return Number.isNaN(at.getTime()) ? date : `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A number and what it counts. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What became of a requirement, in the words of the page. */
export function outcomeWord(result: Pick<RequirementResult, 'verdict' | 'level' | 'waiver'>): string {
  const { verdict, level } = result;
  if (isWaived(result)) return 'waived';
  if (verdict === 'failed') return level === 'MUST' ? 'failed' : 'deviates';
  return verdict === 'inconclusive' ? 'not tested' : verdict;
}

/** What a waiver is worth, and who answers for it. */
export function waiverInWords({ state, reason, owner, until }: AppliedWaiver): string {
  const by = `${owner}: ${reason}`;
  return {
    waived: `waived until ${until} by ${by}`,
    ended: `its waiver ended on ${until} (by ${by})`,
    unneeded: `it passed: its waiver until ${until} is no longer needed (by ${by})`,
    untested: `its waiver until ${until} does not count, as it could not be tested (by ${by})`,
  }[state];
}

/** Who asks for a requirement: the vendor's page only where its sentences do, else the document by its name. */
export function whoAsks(source: string): string {
  return source.split(' ').every((name) => /^S\d+$/.test(name)) ? `the page (${source})` : source;
}

/** What stands over a failure. */
export function failureWord(result: RequirementResult): 'WAIVED' | 'FAILED' | 'DEVIATION' {
  if (isWaived(result)) return 'WAIVED';
  return result.level === 'MUST' ? 'FAILED' : 'DEVIATION';
}
