/** What is said of hosts that cannot be tested as they are, and of accounts that don't log in: by a run and by the doctor alike. */
import { createSecureServer, createServer } from 'node:http2';
import type { Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { lineOf } from '../../bin/doctor/finding.ts';
import { type Wire, write } from '../../host/reference/http.ts';
import { type Answer, failure } from '../../host/reference/routes.ts';
import { expect } from '../tools/certify.ts';
import { host, test } from '../network/fixtures.ts';

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** Logins are answered so, whoever asks. */
const login =
  (status: number, body: string | object, headers: Readonly<Record<string, string>> = {}): Wire =>
  ({ incoming, response, speak }) => {
    if (!incoming.path.includes('/authorize/auth')) return write(response, speak());
    const type = typeof body === 'string' ? HTML : { 'Content-Type': 'application/json' };
    response
      .writeHead(status, { ...type, ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  };

const error = ({ status, body }: Answer, headers = {}) => login(status, Object(body), headers);

/** Logs in, and answers the resource so. */
const resource =
  ({ status, body }: Answer): Wire =>
  ({ incoming, response, speak }) =>
    write(response, incoming.path.includes('/folders') ? { status, body } : speak());

const sentOn = (location: string, status = 308) => login(status, '', { Location: location });

const DJANGO =
  '<!doctype html>\n<html lang="en">\n<head><title>Bad Request</title></head>\n<body><h1>Bad Request (400)</h1><p></p></body>\n</html>';
const BASIC = { 'WWW-Authenticate': 'Basic realm="stage"' };
const NOTHING = { access_token: null, expire_token: null };

/** How a host answers, below which path, with which settings; what is said of it. */
interface Met {
  readonly wire?: Wire;
  readonly path?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly says: RegExp;
}

const MET: Readonly<Record<string, Met>> = {
  'a base URL that ends in /api': {
    path: '/api/',
    says: /has no login: POST \/api\/authorize\/auth\/ answers 404.*Write OZ_API_HOST=http:\/\/127\.0\.0\.1:\d+: it ends in \/api/,
  },
  'a base URL that leads nowhere': {
    path: '/v2/',
    says: /has no login: POST \/api\/authorize\/auth\/ answers 404.*Check OZ_API_HOST: it is the base URL/,
  },
  'a name that Django does not serve': {
    wire: login(400, DJANGO),
    says: /answers 400 .*a name that it does not serve.*Write the name .* OZ_API_HOST, or add 127\.0\.0\.1 to the APP_ALLOWED_HOSTS/,
  },
  'the same, with its debugger': {
    wire: login(400, '<!DOCTYPE html><title>DisallowedHost at /api/authorize/auth/</title>'),
    says: /APP_ALLOWED_HOSTS/,
  },
  'a blocked user, by its code': {
    wire: error(failure(403, 211, 'User access denied')),
    says: /The account "alice@example.com" is blocked on the host \(its login is answered 403: "User access denied"\).*OZ_USER_EMAIL and OZ_USER_PASSWORD .*unblocked/,
  },
  'a blocked user, by its message': {
    wire: error(failure(401, 9, 'This account is inactive')),
    says: /"alice@example.com" is blocked on the host \(its login is answered 401: "This account is inactive"\)/,
  },
  'an account that is locked after wrong passwords': {
    wire: error(failure(403, 9, 'Account locked: too many login attempts')),
    says: /is locked, as it is after wrong passwords \(.*\).*let this one be unlocked/,
  },
  'an account that wrong passwords would lock': {
    wire: error(failure(403, 9, 'Invalid password; the account will be locked after 3 more')),
    says: /was refused with status 403: "Invalid password; the account will be locked after 3 more".*Check OZ_USER_EMAIL/,
  },
  'HTTP Basic in front': {
    wire: login(401, '<html>401</html>', BASIC),
    says: /a gateway that wants a user and a password of its own \(status 401, WWW-Authenticate: Basic\).*Write .*OZ_EXTRA_HEADERS: "Authorization: Basic/,
  },
  'HTTP Basic in front, with another password': {
    wire: login(401, '', BASIC),
    values: { OZ_EXTRA_HEADERS: 'Authorization: Basic dGVzdGVyOndyb25nLW9uZQ==' },
    says: /does not accept the Authorization of OZ_EXTRA_HEADERS.*Check that line/,
  },
  'a wrong password on a host that names a scheme': {
    wire: error(failure(401, 15, 'Invalid credentials'), BASIC),
    says: /The login of "alice@example.com" was refused with status 401: "Invalid credentials".*Check OZ_USER_EMAIL and OZ_USER_PASSWORD/,
  },
  'a challenge of Cloudflare': {
    wire: login(403, '<html><title>Just a moment...</title>', { 'cf-mitigated': 'challenge' }),
    says: /Cloudflare answers in its place \(status 403, cf-mitigated: challenge\).*Let the address of this machine through/,
  },
  'a challenge of AWS': {
    wire: login(202, '', { 'x-amzn-waf-action': 'challenge' }),
    says: /AWS WAF answers in its place \(status 202, x-amzn-waf-action: challenge\)/,
  },
  'a block page of Akamai': {
    wire: login(403, '<HTML><H1>Access Denied</H1></HTML>', { Server: 'AkamaiGHost' }),
    says: /AkamaiGHost does in its place \(status 403, with a page\)/,
  },
  'a block page of F5': {
    wire: login(403, '<html>The requested URL was rejected. Please consult with your administrator.</html>'),
    says: /F5 BIG-IP does in its place/,
  },
  'a page of nobody that is known': {
    wire: login(403, '<html>403 Forbidden</html>', { Server: 'nginx' }),
    says: /was refused with status 403 and a page, where the API speaks JSON.*Check OZ_USER_EMAIL .* lets this machine through/,
  },
  'a load balancer that wants HTTP/2': {
    wire: login(464, ''),
    says: /does not take HTTP\/1\.1 \(status 464\).*this suite speaks nothing newer/,
  },
  'a login that is sent on to another path': {
    wire: sentOn('/oz/api/authorize/auth/'),
    says: /sends the login on to http:\/\/127\.0\.0\.1:\d+\/oz \(status 308\).*OZ_API_HOST=http:\/\/127\.0\.0\.1:\d+\/oz\b/,
  },
  'a login that is sent on to TLS': {
    wire: sentOn('https://oz.example.com/v1/api/authorize/auth', 301),
    says: /sends the login on to https:\/\/oz\.example\.com\/v1 \(status 301\).*OZ_API_HOST=https:\/\/oz\.example\.com\/v1\b/,
  },
  'a second factor, by a field': {
    wire: login(200, { ...NOTHING, mfaRequired: true }),
    says: /has to show a second factor \(its login is answered 200\).*Write into OZ_USER_EMAIL and OZ_USER_PASSWORD an account that needs none/,
  },
  'a second factor, by a nested field': {
    wire: login(200, { next: { two_factor: { kind: 'app' } } }),
    says: /has to show a second factor/,
  },
  'a second factor, by a refusal': {
    wire: error(failure(403, 9, 'A verification code was sent to your phone')),
    says: /second factor \(its login is answered 403: "A verification code was sent to your phone"\)/,
  },
  'a password that must be changed, by a refusal': {
    wire: error(failure(403, 9, 'Password has expired')),
    says: /has to change its password first \(its login is answered 403: "Password has expired"\).*Write into .* the new password/,
  },
  'a password that must be changed, by a field': {
    wire: login(200, { ...NOTHING, must_change_password: true }),
    says: /has to change its password first \(its login is answered 200\)/,
  },
  'a pair that opens nothing before the password is changed': {
    wire: resource(failure(401, 9, 'You must change your temporary password')),
    says: /has to change its password first \(the resource \/api\/folders\/\S* answers it 401: "You must change/,
  },
  'a pair that opens nothing before a second factor': {
    wire: resource(failure(403, 9, 'Two-factor authentication is needed')),
    says: /has to show a second factor \(the resource \/api\/folders\/\S* answers it 403: "Two-factor/,
  },
  'a message that is long and not harmless': {
    wire: error(failure(401, 15, `no\u001b[2J\u202e${'x'.repeat(400)}`)),
    says: /was refused with status 401: "no‹U\+001B›\[2J‹U\+202E›x{100,160}….*Check OZ_USER_EMAIL/,
  },
};

for (const [name, { wire, path = '', values, says }] of Object.entries(MET))
  test(name, async ({ serve, stop, ask }) => {
    const url = `${await serve(host(), wire)}${path}`;

    const [stopped, found] = await Promise.all([stop(url, values), ask(url, values)]);

    expect(stopped).toMatch(says);
    // The doctor has what is to be done on a line of its own.
    const bad = found.filter(({ mark }) => mark === 'bad').map(lineOf);
    expect(bad.map((line) => line.replace(/\n +→/, '. '))[0]).toMatch(says);
    expect(bad[0]).toMatch(/\n +→ /);
  });

/** What is for the specs to judge: a run goes on. */
const GOES_ON: Readonly<Record<string, Wire>> = {
  'a final slash that is taken away': sentOn('/api/authorize/auth', 301),
  'a way that leads to no login': sentOn('/login', 302),
  'no pair, and no word why': login(200, { ...NOTHING, user: { mfa_enabled: true } }),
  'no pair, and a factor that is not asked for': login(200, { ...NOTHING, mfa_required: false }),
  'no pair, and what may be a factor that is off': login(200, { security: { mfa: false, otp: null } }),
  'a page of its own': login(500, '<html>Server Error (500)</html>', { Server: 'cloudflare' }),
  'a pair beside a warning': ({ response, speak }) => {
    const answer = speak();
    write(response, {
      ...answer,
      body: { ...Object(answer.body), password_change_recommended: 'change your password' },
    });
  },
};

for (const [name, wire] of Object.entries(GOES_ON))
  test(`${name} stops nothing`, async ({ serve, stop }) => {
    expect(await stop(await serve(host(), wire))).toBeUndefined();
  });

test('a proxy that takes NTLM alone', async ({ serve, stop, ask, forward, right }) => {
  const proxy = await forward({ refuses: 407, schemes: 'Negotiate, NTLM' });
  const both = await forward({ refuses: 407, schemes: 'NTLM, Basic realm="proxy"' });
  const says =
    /the proxy http:\/\/127.0.0.1:\d+ wants Negotiate \(status 407\), which this suite cannot do.*Write into HTTPS?_PROXY .*cntlm or px.*NO_PROXY/s;
  for (const [url, setting] of [
    [await serve(host(), undefined, { tls: right }), 'HTTPS_PROXY'],
    [await serve(host()), 'HTTP_PROXY'],
  ] as const) {
    expect(await stop(url, { [setting]: proxy.address })).toMatch(says);
    const found = await ask(url, { [setting]: proxy.address });
    expect(found.map(lineOf).join('\n')).toMatch(says);
    expect(await stop(url, { [setting]: both.address })).toContain(
      'wants a user and a password (status 407)',
    );
  }
});

/** Lets a server listen, and gives back its port. */
async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 9;
}

test('a host that speaks HTTP/2 alone', async ({ stop, ask, right, ca, file }) => {
  const silent = createTlsServer({ ...right, ALPNProtocols: ['h2'] });
  const secure = createSecureServer({ ...right });
  const plain = createServer();
  const OZ_CA_FILE = file('ca.pem', ca.pem);
  try {
    for (const [server, scheme, says] of [
      [
        silent,
        'https',
        /refuses HTTP\/1\.1 in the TLS handshake, as one that speaks HTTP\/2 alone.*needs HTTP\/1\.1/s,
      ],
      [secure, 'https', /refuses HTTP\/1\.1 in the TLS handshake/],
      [plain, 'http', /the answer is not HTTP\b.*or speak HTTP\/2 alone, where this suite needs HTTP\/1\.1/s],
    ] as const) {
      const url = `${scheme}://127.0.0.1:${await portOf(server)}`;
      expect(await stop(url, { OZ_CA_FILE })).toMatch(says);
      expect((await ask(url, { OZ_CA_FILE })).map(lineOf).join('\n')).toMatch(says);
    }
  } finally {
    for (const server of [silent, secure, plain]) server.close();
  }
});
