/** Texts for durations, dates and numbers. Pure. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const trimmed = (value: number, digits: number) => String(Number(value.toFixed(digits)));

/** Writes a duration in the unit that suits its length; `seconds` may be a fraction. */
export function durationInWords(seconds: number): string {
  if (seconds < 0) return `−${durationInWords(-seconds)}`;
  if (seconds < 2 * MINUTE) return `${seconds.toFixed(Number.isInteger(seconds) ? 0 : 2)} s`;
  if (seconds < 2 * HOUR) {
    const rest = trimmed(seconds % MINUTE, 1);
    return `${Math.floor(seconds / MINUTE)} min${rest === '0' ? '' : ` ${rest} s`}`;
  }
  if (seconds < 2 * DAY) return `${trimmed(seconds / HOUR, 1)} h`;
  if (seconds < YEAR) return `${trimmed(seconds / DAY, 1)} days`;
  return `${trimmed(seconds / YEAR, 1)} years`;
}

/** Writes a short duration in whole milliseconds; `seconds` may be a fraction. */
export function inMilliseconds(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`;
}

/** Writes a setting in seconds, as the user gave it, and from two minutes on also in a larger unit. */
export function settingInWords(seconds: number): string {
  return seconds < 2 * MINUTE ? `${seconds} s` : `${seconds} s (${durationInWords(seconds)})`;
}

/** Writes a date and time in UTC; returns a text that is no date as it is. */
export function utc(date: string): string {
  const at = new Date(date);
  return Number.isNaN(at.getTime()) ? date : `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Writes a number and the noun that it counts. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
