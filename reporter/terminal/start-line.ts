/** The line at the start of a run: what is tested, how long it waits, and what is left out. Pure. */
import type { Settings } from '../../fixtures/settings/model.ts';
import { LONGEST_WAIT } from '../../fixtures/timing/durations.ts';
import { type Duration, durationOf, roughly } from '../../fixtures/experiments/wait.ts';
import { durationInWords, plural } from '../certificate/units.ts';

type Host = Parameters<typeof durationOf>[0] & Pick<Settings, 'host'>;

/** Seconds of waiting from which on the line tells how to wait for less. */
const ADVISE_FROM = 3600;

/** @param timed how many of the tests need sessions to expire. */
export function startLine(hosts: readonly Host[], timed: number): string {
  const [only] = hosts;
  const where =
    hosts.length === 1 && only
      ? `${only.host ?? 'the embedded reference host'}, OZ_SESSION_TTL ${only.sessionTtl} s`
      : plural(hosts.length, 'host');
  const waits = timed > 0 ? waiting(hosts, timed) : [];
  return ['oz-auth-conformance: ', where, ...waits, ...atPace(hosts), ...onLoopback(hosts)].join('');
}

/** Tells how long a run takes if OZ_LOGINS_PER_MINUTE holds logins back: tests wait for theirs as well. */
function atPace(hosts: readonly Host[]): string[] {
  const paced = hosts.flatMap(({ loginsPerMinute }) => loginsPerMinute ?? []);
  if (paced.length === 0) return [];
  const which = hosts.length > 1 ? ` on ${paced.length} of them` : '';
  const takes = roughly(Math.max(...hosts.map((host) => durationOf(host).atPace ?? 0)));
  return [
    `; at ${plural(Math.min(...paced), 'login')} a minute (OZ_LOGINS_PER_MINUTE)${which} a whole run takes about ${takes}`,
  ];
}

/** Tells what is sent to a host unasked because its address is a loopback one: it may be the near end of a tunnel. */
function onLoopback(hosts: readonly Host[]): string[] {
  const chosen = hosts.filter(({ fuzz, explore }) => fuzz.unasked || explore.unasked);
  if (chosen.length === 0) return [];
  const which = chosen.length > 1 ? ` of ${plural(chosen.length, 'host')}` : '';
  const made = [
    { what: 'bad input', off: 'OZ_FUZZ_REQUESTS=0', is: chosen.some(({ fuzz }) => fuzz.unasked) },
    { what: 'walks', off: 'OZ_EXPLORE_REQUESTS=0', is: chosen.some(({ explore }) => explore.unasked) },
  ].filter(({ is }) => is);
  const [what, off] = [made.map((one) => one.what), made.map((one) => one.off)].map((all) =>
    all.join(' and '),
  );
  const switches = made.length > 1 ? 'switch them off' : 'switches it off';
  return [
    `; the loopback address${which} is taken for this machine, so ${what} ${made.length > 1 ? 'are' : 'is'} made up (${off} ${switches}: write it if a tunnel leads from there to another host)`,
  ];
}

/** Tells why no session of this host is waited for. */
function whyNot({ sessionTtl, timeBudget }: Host, noWait: Duration['noWait']): string {
  if (noWait === 'sessions too short') return `sessions of ${sessionTtl} s are too short to look into`;
  if (noWait === 'sessions too long') return `no run waits for more than ${durationInWords(LONGEST_WAIT)}`;
  return `${timeBudget} s (OZ_TIME_BUDGET) are too few`;
}

function waiting(hosts: readonly Host[], timed: number): string[] {
  const left = `${plural(timed, 'requirement')} that ${timed === 1 ? 'needs' : 'need'} sessions to expire`;
  if (hosts.some(({ quick }) => quick)) {
    const budget = hosts.some(({ timeBudget }) => Number.isFinite(timeBudget));
    return [
      `; --quick leaves out ${left}, so the verdict is inconclusive at best`,
      budget ? '; it goes before OZ_TIME_BUDGET' : '',
    ];
  }
  const durations = hosts.map((host) => ({ host, ...durationOf(host) }));
  const wait = Math.ceil(Math.max(...durations.map((one) => one.wait)));
  const none = durations.filter(({ noWait }) => noWait !== undefined);
  const which = none.length === hosts.length ? '' : ` on ${none.length} of them`;
  const reasons = [...new Set(none.map(({ host, noWait }) => whyNot(host, noWait)))].join(' or ');
  const out = none.length === 0 ? '' : `; left out${which}: ${left}, as ${reasons}`;
  if (wait === 0) return [out];
  return [
    `; sessions have to end by themselves, which takes about ${wait} s`,
    wait > ADVISE_FROM ? ` (${durationInWords(wait)}; OZ_TIME_BUDGET limits it, --quick leaves it out)` : '',
    out,
  ];
}
