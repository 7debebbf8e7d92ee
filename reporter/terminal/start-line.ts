/** The line at the start of a run: what is tested, how long it waits, and what is left out. Pure. */
import type { Settings } from '../../fixtures/settings/read.ts';
import { LONGEST_WAIT } from '../../fixtures/timing/durations.ts';
import { roughly, runAtPace, waitOf } from '../../fixtures/experiments/wait.ts';
import { durationInWords, plural } from '../certificate/units.ts';

type Host = Pick<Settings, 'host' | 'sessionTtl' | 'timeBudget' | 'quick' | 'fuzz' | 'explore'> &
  Partial<Pick<Settings, 'loginsPerMinute'>>;

/** Whoever has to wait for longer than this is told how to wait for less, in seconds. */
const LONG = 3600;

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

/** How long a run takes where logins leave slowly, as they were told to: tests wait for them as well. */
function atPace(hosts: readonly Host[]): string[] {
  const paced = hosts.flatMap(({ loginsPerMinute }) => loginsPerMinute ?? []);
  if (paced.length === 0) return [];
  const which = hosts.length > 1 ? ` on ${paced.length} of them` : '';
  const takes = roughly(Math.max(...hosts.map((host) => runAtPace(host))));
  return [
    `; at ${plural(Math.min(...paced), 'login')} a minute (OZ_LOGINS_PER_MINUTE)${which} a whole run takes about ${takes}`,
  ];
}

/** What is done to a host unasked, as its address is this machine's: it may be the near end of a tunnel. */
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

/** Why no session of this host is waited for. */
function whyNot({ sessionTtl, timeBudget }: Host): string {
  if (waitOf({ sessionTtl, timeBudget: Number.POSITIVE_INFINITY, quick: false }) > 0)
    return `${timeBudget} s (OZ_TIME_BUDGET) are too few`;
  return sessionTtl > LONGEST_WAIT / 2
    ? `no run waits for more than ${durationInWords(LONGEST_WAIT)}`
    : `sessions of ${sessionTtl} s are too short to look into`;
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
  const waits = hosts.map((host) => waitOf(host));
  const wait = Math.ceil(Math.max(...waits));
  const none = hosts.filter((_, nth) => waits[nth] === 0);
  const which = none.length === hosts.length ? '' : ` on ${none.length} of them`;
  const reasons = [...new Set(none.map(whyNot))].join(' or ');
  const out = none.length === 0 ? '' : `; left out${which}: ${left}, as ${reasons}`;
  if (wait === 0) return [out];
  return [
    `; sessions have to end by themselves, which takes about ${wait} s`,
    wait > LONG ? ` (${durationInWords(wait)}; OZ_TIME_BUDGET limits it, --quick leaves it out)` : '',
    out,
  ];
}
