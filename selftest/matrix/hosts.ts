/** Every host that the suite is tried on, and what the suite must say of each. */
import { accounts } from '../../host/reference/accounts.ts';
import { faults } from '../../host/faults/index.ts';
import { listen } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { unusual } from '../../host/unusual/index.ts';
import type { Periods, Unusual, Variant } from '../../host/variants/variant.ts';
import { secondFaults, serveSecond } from '../second-host/index.ts';

/** A host that listens. */
export interface Served {
  /** Base URL of its API. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface MatrixHost {
  readonly name: string;
  /** Whether the host conforms. */
  readonly right: boolean;
  /** Sentence that says what the host does wrong, or what is unusual about it. */
  readonly says: string;
  /** Sentence of the vendor's page, or document, that the host breaks. */
  readonly breaks?: string;
  /** Exactly the ids that must fail on the host. A host that conforms may fail SHOULDs at most. */
  readonly fails: readonly string[];
  /** Exactly the MUSTs that cannot be tested on the host; undefined if that is left open. */
  readonly untested?: readonly string[] | undefined;
  /** Periods that differ from those of the run, in seconds. */
  readonly periods?: Partial<Periods>;
  /** Whether the host needs a run of its own, because it would hold up other hosts. */
  readonly alone?: boolean;
  readonly serve: (periods: Periods) => Promise<Served>;
}

/** Returns a function that lets the host listen. */
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
