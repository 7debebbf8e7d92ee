/** The reference host: what each of its routes answers. How the answers travel is in http.ts. */
import { type Account, type Rules, type Session, Sessions } from './rules.ts';

export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface Incoming {
  method: string;
  path: string;
  accessToken: string | undefined;
  /** The raw body, read as JSON whatever its `Content-Type` says. */
  body: string;
  /** Its header fields as they were spelt: a name, its value, the next name, and so on. */
  rawHeaders: readonly string[];
  /** The connection that brought it; the same object for each request on it. */
  connection: object;
}

/** What the neighbouring pages call the error envelope, with their codes. */
export function failure(status: number, code: number, message: string, details: unknown = null): Answer {
  return { status, body: { error_code: code, error_message: message, details } };
}

const refusals = {
  missing: failure(401, 6, 'Access token was not given'),
  unknown: failure(401, 7, 'Access token not found'),
  expired: failure(401, 8, 'Access token has expired'),
};

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(field: string): Answer {
  return failure(400, 3, `Could not locate field for key_path ${field} from provided dict data`, {
    key_path: field,
  });
}

/** What each request is answered. A fault of the host is a subclass that changes one method. */
export class Host {
  constructor(
    protected readonly accounts: readonly Account[],
    protected readonly sessions: Sessions,
  ) {}

  /** The answer to one request; paths count with and without their final slash. */
  answer(request: Incoming): Answer {
    const path = request.path.replace(/\/$/, '');
    if (path === '/api/authorize/auth') return this.only('POST', request, () => this.auth(request));
    if (path === '/api/authorize/refresh') return this.only('POST', request, () => this.refresh(request));
    if (path === '/api/folders') return this.only('GET', request, () => this.folders(request));
    if (path === '/api/version') return this.only('GET', request, () => this.version());
    return failure(404, 10, 'Not found');
  }

  /** The health check, which is open to anybody. */
  protected version(): Answer {
    return { status: 200, body: { version: '6.2.0' } };
  }

  /** S1, S2 */
  protected auth(request: Incoming): Answer {
    const body = this.fields(request);
    if ('status' in body) return body.status;
    const credentials = body.fields['credentials'];
    if (credentials === undefined) return missing('credentials');
    if (!isFields(credentials)) return failure(400, 5, 'credentials must be a dict');
    const { email, password } = credentials;
    if (email === undefined) return missing('credentials.email');
    if (password === undefined) return missing('credentials.password');
    if (typeof email !== 'string' || typeof password !== 'string')
      return failure(400, 5, 'email and password must be text');
    const account = this.accounts.find((one) => this.matches(one, email, password));
    if (!account) return failure(401, 15, 'Invalid credentials');
    return this.pair(this.sessions.open(account));
  }

  /** S7 to S12 */
  protected refresh(request: Incoming): Answer {
    const known = this.sessions.authenticate(request.accessToken);
    if ('refused' in known) return refusals[known.refused];
    const body = this.fields(request);
    if ('status' in body) return body.status;
    const expireToken = body.fields['expire_token'];
    if (expireToken === undefined) return missing('expire_token');
    if (typeof expireToken !== 'string') return failure(400, 5, 'expire_token must be text');
    return this.renewed(this.sessions.renew(known.session, expireToken));
  }

  /** S8, S11, S12 */
  protected renewed(renewal: ReturnType<Sessions['renew']>): Answer {
    if ('session' in renewal) return this.pair(renewal.session);
    return renewal.refused === 'not the owner'
      ? failure(403, 9, 'You have not access to refresh this session')
      : failure(401, 10, 'Session not found');
  }

  /** S3 */
  protected folders(request: Incoming): Answer {
    const known = this.sessions.authenticate(request.accessToken);
    if ('refused' in known) return refusals[known.refused];
    return { status: 200, body: [] };
  }

  protected matches(account: Account, email: string, password: string): boolean {
    return account.email === email && account.password === password;
  }

  /** S2, with the fields that public clients read beside the two tokens. */
  protected pair(session: Session): Answer {
    return {
      status: 200,
      headers: { 'Cache-Control': 'no-store' },
      body: {
        access_token: session.accessToken,
        expire_token: session.expireToken,
        expire_date: Math.round(session.expireDate * 1e6) / 1e6,
        user: {
          email: session.account.email,
          user_type: session.account.service ? 'CLIENT_SERVICE' : 'CLIENT',
        },
      },
    };
  }

  private only(method: string, request: Incoming, answer: () => Answer): Answer {
    if (request.method === method) return answer();
    return {
      ...failure(405, 1, `Method "${request.method}" not allowed`),
      headers: { Allow: method },
    };
  }

  private fields(request: Incoming): { fields: Fields } | { status: Answer } {
    let parsed: unknown;
    try {
      parsed = JSON.parse(request.body);
    } catch {
      return { status: failure(400, 3, 'The body is not JSON') };
    }
    if (!isFields(parsed)) return { status: failure(400, 5, 'The body must be a dict') };
    return { fields: parsed };
  }
}

/** Unix seconds that never jump, whatever happens to the machine's clock while the host runs. */
export function steadyClock(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}

/** The correct host: these accounts, these two periods in seconds. */
export function referenceHost(accounts: readonly Account[], rules: Pick<Rules, 'ttl' | 'longliveTtl'>): Host {
  return new Host(accounts, new Sessions({ ...rules, now: steadyClock }));
}
