/** Every host that the suite is tried on, and what it must say of each. */
import { accounts } from '../../host/reference/accounts.ts';
import { faults } from '../../host/faults/index.ts';
import { listen } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { unusual } from '../../host/unusual/index.ts';
import type { Periods, Unusual, Variant } from '../../host/variants/variant.ts';
import { secondFaults, serveSecond } from '../second-host/index.ts';

/** A host that listens. */
export interface Served {
  /** The base URL of its API. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface MatrixHost {
  readonly name: string;
  /** Whether it conforms. */
  readonly right: boolean;
  /** What it does wrong, or what is unusual about it. */
  readonly says: string;
  /** The sentence of the page, or the document, that it breaks. */
  readonly breaks?: string;
  /** Exactly the ids that must fail on it; on one that conforms, SHOULDs at most. */
  readonly fails: readonly string[];
  /** Exactly the MUSTs that cannot be tested on it; undefined where that is left open. */
  readonly untested?: readonly string[] | undefined;
  /** Periods of its own, in seconds. */
  readonly periods?: Partial<Periods>;
  /** Whether it would hold up the other hosts of its run. */
  readonly alone?: boolean;
  readonly serve: (periods: Periods) => Promise<Served>;
}

/** Lets one listen. */
export const served =
  ({
    host,
    wire,
    basePath = '',
    reachedAs = '127.0.0.1',
  }: Pick<Variant, 'host' | 'wire' | 'reachedAs'> & Pick<Unusual, 'basePath'>) =>
  async (periods: Periods): Promise<Served> => {
    const { url, close } = await listen(host(accounts, periods), wire ? { wire: wire() } : {});
    return { url: `${url.replace('127.0.0.1', reachedAs)}${basePath}`, close };
  };

const right = { right: true, fails: [], untested: [] } as const;

export const matrixHosts: readonly MatrixHost[] = [
  {
    ...right,
    name: 'reference',
    says: 'The reference host.',
    serve: served({ host: referenceHost }),
  },
  {
    ...right,
    name: 'second',
    says: 'The second implementation.',
    serve: (periods) => serveSecond(accounts, periods),
  },
  ...unusual.map(({ untested = [], byChance = false, ...one }) => ({
    ...right,
    ...one,
    untested: byChance ? undefined : untested,
    says: one.unusual,
    fails: one.deviates ?? [],
    serve: served(one),
  })),
  ...faults.map((fault) => ({ ...fault, right: false, says: fault.wrong, serve: served(fault) })),
  ...secondFaults.map((fault) => ({
    ...fault,
    right: false,
    says: fault.wrong,
    serve: (periods: Periods) => serveSecond(accounts, periods, fault.name),
  })),
];
