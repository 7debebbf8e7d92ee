/** Hosts that record what reaches them, and relays to them. */
import type { Api } from '../../fixtures/accounts/api.ts';
import { parseHost } from '../../fixtures/settings/parse.ts';
import { Evidence } from '../../fixtures/evidence/recorder.ts';
import type { Outgoing } from '../../fixtures/answers/messages.ts';
import type { RelayAddress } from '../../fixtures/settings/published.ts';
import { HostUnderTest } from '../../fixtures/accounts/host-under-test.ts';
import { startRelay } from '../../fixtures/accounts/hosts-under-test.ts';
import type { Settings } from '../../fixtures/settings/model.ts';
import type { Account } from '../../fixtures/accounts/sessions.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { type Answer, type Host, type Incoming, referenceHost } from '../../host/reference/routes.ts';
import { settingsFor, test as base } from '../tools/certify.ts';
import type { Values } from '../tools/product.ts';

/** A host as one process of a run talks to it. */
interface Talk {
  readonly settings: Settings;
  readonly relay: RelayAddress;
  readonly api: Api;
  readonly alice: Account;
  /** Writes the name of a secret as requests carry it. */
  readonly secret: (name: string) => string;
  /** Sends a request, by default one for the resource. */
  readonly send: (request?: Partial<Outgoing>) => ReturnType<Api['resource']>;
}

/** Connects a test to a host through a relay. */
export function talkTo(host: HostUnderTest, relay: RelayAddress): Talk {
  const api = host.api(new Evidence(), () => 'relay');
  const { client } = api;
  const plain = {
    method: 'GET',
    path: 'api/folders/',
    headers: {},
    repeatable: true,
    owner: 'alice',
  } as const;
  return {
    settings: host.settings,
    relay,
    api,
    alice: host.mainAccount(api),
    secret: (name) => client.secret(name),
    send: (request = {}) => client.send({ ...plain, ...request }),
  };
}

interface Further {
  /** The base URL of a second host. */
  readonly other?: string;
  readonly password?: string;
  /** More settings of both hosts. */
  readonly values?: Values;
  /** The window of OZ_LOGINS_PER_MINUTE in seconds. */
  readonly loginWindow?: number;
}

interface Fixtures {
  /** Opens a relay to the host at this address and to a second one, which may be the same. The relay ends with the test. */
  reach: (url: string, further?: Further) => Promise<readonly [Talk, Talk]>;
}

export const test = base.extend<Fixtures>({
  reach: async ({ playwright }, use, testInfo) => {
    const ends: Array<() => Promise<void>> = [];
    await use(async (url, { other = url, password, values = {}, loginWindow } = {}) => {
      const hostAt = (address: string, name?: string) => {
        const own = password === undefined ? {} : { OZ_USER_PASSWORD: password };
        const OZ_REPORT_DIR = testInfo.outputPath(`report-${ends.length}`, name ?? 'first');
        const { settings, secrets } = parseHost({
          ...settingsFor(address),
          ...values,
          ...own,
          OZ_REPORT_DIR,
        });
        return { settings: { ...settings, name }, secrets };
      };
      const [first, second] = [hostAt(url), hostAt(other, 'second')];
      const relay = await startRelay([first, second], loginWindow);
      const context = await playwright.request.newContext();
      ends.push(
        () => context.dispose(),
        () => relay.close(),
      );
      const { address } = relay;
      const talk = (settings: Settings) =>
        talkTo(new HostUnderTest(settings, { context, relay: address, asker: 'test' }), address);
      return [talk(first.settings), talk(second.settings)];
    });
    for (const end of ends) await end();
  },
});

/** A host that records the requests it gets. */
class Seeing {
  readonly seen: Incoming[] = [];

  constructor(private readonly host: Pick<Host, 'answer'>) {}

  answer(request: Incoming): Answer {
    this.seen.push(request);
    return this.host.answer(request);
  }
}

/** Creates a host that conforms. */
export const right = () => new Seeing(referenceHost(accounts, { ttl: 60, longliveTtl: 600 }));
/** Creates a host that answers every request by this function. */
export const saying = (answer: (request: Incoming) => Answer) => new Seeing({ answer });
export const OK: Answer = { status: 200, body: {} };

/** Creates a host that answers every login and refresh with this pair. */
export const handingOut = (access_token: string, expire_token: string) =>
  saying(({ path }) => ({
    status: 200,
    body: path.includes('/authorize/') ? { access_token, expire_token } : [],
  }));

/** Returns the header fields of a request as they were spelt. */
export function fieldsOf({ rawHeaders }: Incoming): string[] {
  return rawHeaders.flatMap((text, nth) => (nth % 2 === 1 ? [`${rawHeaders[nth - 1]}: ${text}`] : []));
}

/** Returns the X-Request-Id of a request. */
export const idOf = (request: Incoming) =>
  fieldsOf(request)
    .find((field) => field.startsWith('X-Request-Id: '))
    ?.slice(14) ?? '';

/** Returns the parts of a text, ten characters long, that stand in another text. */
export function partsOf(text: string, inside: string): string[] {
  const parts = Array.from({ length: text.length - 9 }, (_, at) => text.slice(at, at + 10));
  return parts.filter((part) => inside.includes(part));
}
