/** Hosts that conform in ways of their own: none may be failed, and what could not be tested must say why. */
import { accounts } from '../host/accounts.ts';
import { write } from '../host/network.ts';
import { type Answer, failure, Host, type Incoming, referenceHost, steadyClock } from '../host/server.ts';
import { type Account, type Rules, type Session, Sessions } from '../host/sessions.ts';
import { expect, settingsFor, test } from './certify.ts';

const RULES = { ttl: 3, longliveTtl: 157_680_000 };

function withSessions(Unusual: new (rules: Rules) => Sessions): Host {
  return new Host(accounts, new Unusual({ ...RULES, now: steadyClock }));
}

function withHost(Unusual: new (accounts: readonly Account[], sessions: Sessions) => Host): Host {
  return new Unusual(accounts, new Sessions({ ...RULES, now: steadyClock }));
}

/** One that changes what a pair's answer says. */
function withPair(change: (answer: Answer, session: Session) => Answer): Host {
  return withHost(
    class extends Host {
      protected override pair(session: Session): Answer {
        return change(super.pair(session), session);
      }
    },
  );
}

const conformant: Readonly<Record<string, () => Host>> = {
  'expire_date in milliseconds and 201 for a login': () =>
    withPair((answer, { expireDate }) => ({
      ...answer,
      status: 201,
      body: { ...Object(answer.body), expire_date: Math.round(expireDate * 1000) },
    })),
  'an ISO date with a zone, and hostile extra fields': () =>
    withPair((answer, { expireDate }) => ({
      ...answer,
      body: {
        ...Object(answer.body),
        expire_date: new Date(expireDate * 1000).toISOString(),
        __proto__2: { toString: null },
        'x\u001b[31m': ['<script>alert(1)</script>', { deep: [[[[]]]] }],
      },
    })),
  'tokens of many shapes': () => {
    let count = 0;
    return withSessions(
      class extends Sessions {
        protected override newToken(): string {
          const random = super.newToken();
          return count++ % 2 === 0
            ? `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(random).toString('base64url')}.${random}`
            : `${random.slice(0, 8)}-${random.slice(8, 12)}-${random.slice(12, 16)}~!$&'()*+,;=:@/?${random}`;
        }
      },
    );
  },
  'errors that name no status of the neighbouring pages': () =>
    withHost(
      class extends Host {
        override answer(request: Incoming): Answer {
          const answer = super.answer(request);
          return answer.status === 401 && request.path.includes('folders')
            ? { status: 403, body: { message: 'no' } }
            : answer;
        }
      },
    ),
};

for (const [name, host] of Object.entries(conformant))
  test(name, async ({ certify, serve }) => {
    const { code, ids, output } = await certify(settingsFor(await serve(host())));

    expect(ids('failed', 'MUST'), output).toEqual([]);
    expect(ids('inconclusive', 'MUST'), output).toEqual([]);
    expect(code).toBe(0);
  });

test('only the two tokens in the answer: what needs expire_date cannot be told', async ({
  certify,
  serve,
}) => {
  const host = withPair((answer, { accessToken, expireToken }) => ({
    ...answer,
    body: { access_token: accessToken, expire_token: expireToken },
  }));

  const { ids, output } = await certify(settingsFor(await serve(host)));

  expect(ids('failed', 'MUST'), output).toEqual([]);
  expect(output).toContain('the answer gives no expire_date');
});

test('dates in whole seconds: nothing that such a host may do is failed', async ({ certify, serve }) => {
  const host = withSessions(
    class extends Sessions {
      protected override hasEnded(session: Session): boolean {
        return Math.floor(session.expireDate) <= Math.floor(this.rules.now());
      }
    },
  );
  class Whole extends Host {
    protected override pair(session: Session): Answer {
      const answer = super.pair(session);
      return { ...answer, body: { ...Object(answer.body), expire_date: Math.floor(session.expireDate) } };
    }
  }
  const url = await serve(new Whole(accounts, Reflect.get(host, 'sessions')));

  const { ids, output } = await certify(settingsFor(url));

  expect(ids('failed', 'MUST'), output).toEqual([]);
});

test('one session for each account: the experiments wait one after another', async ({ certify, serve }) => {
  test.slow();
  const host = withSessions(
    class extends Sessions {
      override open(account: Account): Session {
        for (const one of this.live) if (one.account === account) this.live.delete(one);
        return super.open(account);
      }
    },
  );

  const { ids, certificate, output } = await certify(settingsFor(await serve(host)));

  expect(ids('failed', 'MUST'), output).toEqual([]);
  expect(ids('inconclusive', 'MUST'), output).toEqual(['extension.current-session-only']);
  expect(certificate.host.sessions).toBe('one');
});

test('the same session at each login: what needs a session of its own cannot be told', async ({
  certify,
  serve,
}) => {
  const host = withSessions(
    class extends Sessions {
      override open(account: Account): Session {
        const known = [...this.live].find((one) => one.account === account && !this.hasEnded(one));
        if (!known) return super.open(account);
        this.extend(known);
        return known;
      }
    },
  );

  const { ids, certificate, output } = await certify(settingsFor(await serve(host)));

  expect(ids('failed', 'MUST'), output).toEqual([]);
  expect(output).toContain('the host hands the same session out again at each login');
  expect(certificate.host.sessions).toBe('shared');
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 150));

const healthy = () => referenceHost(accounts, RULES);

test('every tenth connection is reset, and every tenth answer is a 503 of a proxy', async ({
  certify,
  serve,
}) => {
  let count = 0;
  const url = await serve(healthy(), ({ request, response, speak }) => {
    count++;
    if (count % 10 === 4) request.socket.destroy();
    write(response, count % 10 === 9 ? failure(503, 0, 'upstream') : speak());
  });

  const { ids, output } = await certify(settingsFor(url));

  expect(ids('failed'), output).toEqual([]);
});

test('a burst is answered 429 with Retry-After', async ({ certify, serve }) => {
  let window = 0;
  let used = 0;
  const url = await serve(healthy(), ({ response, speak }) => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== window) [window, used] = [now, 0];
    const throttled = { ...failure(429, 101, 'throttled'), headers: { 'Retry-After': '1' } };
    write(response, ++used > 40 ? throttled : speak());
  });

  const { ids, output } = await certify(settingsFor(url));

  expect(ids('failed'), output).toEqual([]);
});

test('every answer takes 300 ms', async ({ certify, serve }) => {
  test.slow();
  const url = await serve(healthy(), async ({ response, speak }) => {
    await pause();
    const answer = speak();
    await pause();
    write(response, answer);
  });

  const { ids, output } = await certify(settingsFor(url));

  expect(ids('failed'), output).toEqual([]);
});

const behind = () => steadyClock() - 3600;

test('a clock that is an hour behind', async ({ certify, serve }) => {
  const host = new (class extends Host {
    override answer(request: Incoming): Answer {
      const answer = super.answer(request);
      return { ...answer, headers: { ...answer.headers, Date: new Date(behind() * 1000).toUTCString() } };
    }
  })(accounts, new Sessions({ ...RULES, now: behind }));

  const { ids, output } = await certify(settingsFor(await serve(host)));

  expect(ids('failed'), output).toEqual([]);
  expect(ids('inconclusive', 'MUST'), output).toEqual([]);
});
