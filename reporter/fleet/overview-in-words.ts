/** An overview in one line, for the terminal. Pure. */
import { plural } from '../certificate/units.ts';
import type { Overview } from '../../schemas/index.ts';

/** Says how many hosts conform, got worse, or left no certificate. */
export function overviewInWords({ hosts, missing }: Overview): string {
  const conform = hosts.filter(({ verdict }) => verdict === 'conformant').length;
  const compared = hosts.filter(({ since }) => since !== undefined);
  const worse = compared.filter(({ since }) => since?.changes.some(({ kind }) => kind === 'worse'));
  return [
    `${conform} of ${plural(hosts.length + missing.length, 'host')} conform`,
    ...(compared.length === 0 ? [] : [`${worse.length} got worse since the last run`]),
    ...(missing.length === 0 ? [] : [`${missing.length} left no certificate`]),
  ].join(', ');
}
