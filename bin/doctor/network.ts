/** The steps on the way to the host: the proxy, its name, its port, TLS. Nothing is sent to the host itself but TLS. */
import { lookup } from 'node:dns/promises';
import https from 'node:https';
import { connect, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { type PeerCertificate, TLSSocket } from 'node:tls';
import { messageOf } from '../../fixtures/evidence/error-message.ts';
import { type Way } from '../../fixtures/relay/sending/agents.ts';
import type { Cause } from '../../fixtures/relay/sending/cause.ts';
import { causeOf, ofProxy } from '../../fixtures/relay/sending/causes.ts';
import { inOneLine } from '../../fixtures/evidence/printable.ts';
import { now } from '../../fixtures/timing/durations.ts';
import { bad, type Finding, none, ok, type PrintedStep } from './finding.ts';

const portOf = ({ port, protocol }: URL) => Number(port) || (protocol === 'https:' ? 443 : 80);
const bare = ({ hostname }: URL) => hostname.replaceAll(/[[\]]/g, '');

function inTheWay(about: string, { words, advice }: Cause): Finding {
  return { ...bad(about, words, advice), final: true };
}

/** Returns the steps on the way to this host. Behind a proxy, name and port are the proxy's, as this machine connects to that. */
export function networkSteps(host: URL, way: Way): PrintedStep[] {
  const { proxy } = way.connection;
  const first = proxy?.url ?? host;
  const cause = (error: unknown) =>
    proxy ? ofProxy(messageOf(error), proxy) : causeOf(error, way.connection, false);
  return [
    { about: 'proxy', look: async () => proxyFinding(way) },
    { about: 'name', look: () => name(first, cause) },
    { about: 'connection', look: () => connection(first, cause) },
    { about: 'TLS', look: async () => (way.secure ? tls(host, way) : none('TLS', 'none: plain http')) },
  ];
}

function proxyFinding({ connection: { proxy } }: Way): Finding {
  if (!proxy) return none('proxy', 'none');
  return ok('proxy', `${proxy.url.protocol}//${proxy.url.host}, from ${proxy.setting}`);
}

async function name(url: URL, cause: (error: unknown) => Cause): Promise<Finding> {
  const host = bare(url);
  if (isIP(host) !== 0) return none('name', `${host} is an address`);
  try {
    const addresses = (await lookup(host, { all: true })).map(({ address }) => address);
    const more = addresses.length > 4 ? ` and ${addresses.length - 4} more` : '';
    return ok('name', `${host} is ${addresses.slice(0, 4).join(', ')}${more}`);
  } catch (error) {
    return inTheWay('name', cause(error));
  }
}

async function connection(url: URL, cause: (error: unknown) => Cause): Promise<Finding> {
  const began = now();
  const socket = connect({ host: bare(url), port: portOf(url), autoSelectFamily: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    const where = `${socket.remoteAddress ?? ''} port ${portOf(url)}`;
    return ok('connection', `${where}, in ${Math.ceil((now() - began) * 1000)} ms`);
  } catch (error) {
    // If several addresses were tried, each has an error of its own.
    const one = error instanceof AggregateError ? error.errors[0] : error;
    return inTheWay('connection', cause(one));
  } finally {
    socket.destroy();
  }
}

async function tls(host: URL, way: Way): Promise<Finding> {
  let socket: TLSSocket | undefined;
  try {
    socket = await shakeHands(host, way);
    const { connection } = way;
    const trusted = socket.authorized;
    const protocol = socket.getProtocol() ?? 'TLS';
    const about = certificateWords(socket.getPeerCertificate());
    if (connection.verified) return ok('TLS', `${protocol}, ${about}`);
    const wrong = trusted ? '' : ` (it is wrong: ${String(socket.authorizationError)})`;
    return none('TLS', `${protocol}, ${about}; it is NOT verified, by OZ_TLS_INSECURE=1${wrong}`);
  } catch (error) {
    return inTheWay('TLS', causeOf(error, way.connection, true));
  } finally {
    socket?.destroy();
  }
}

function shakeHands(host: URL, { agent }: Way): Promise<TLSSocket> {
  const own = agent instanceof https.Agent ? agent : new https.Agent();
  const name = bare(host);
  const options = { ...own.options, host: name, port: portOf(host), servername: isIP(name) ? '' : name };
  return new Promise((resolve, reject) => {
    const take = (stream: Duplex | null | undefined) => {
      if (!(stream instanceof TLSSocket)) return;
      stream.once('secureConnect', () => resolve(stream)).once('error', reject);
    };
    take(own.createConnection(options, (error, stream) => (error ? reject(error) : take(stream))));
  });
}

function certificateWords({ subject, issuer, valid_to }: PeerCertificate): string {
  const end = Date.parse(valid_to);
  const days = Math.floor((end - Date.now()) / 86_400_000);
  const until = Number.isNaN(end)
    ? ''
    : `, which ends on ${new Date(end).toISOString().slice(0, 10)} (in ${days} days)`;
  const by = nameOf(issuer);
  return `certificate of ${nameOf(subject)}${by === '' ? '' : ` by ${by}`}${until}`;
}

/** Returns the common name in a certificate, in the host's words; the certificate may hold several. */
function nameOf(holder: unknown): string {
  const names = typeof holder === 'object' && holder !== null ? Object.entries(holder) : [];
  const common = names.find(([field]) => field === 'CN') ?? names.at(-1);
  return inOneLine(String(common?.[1] ?? ''), 60);
}
