/**
 * The rules of the page, as a state machine over an injected clock. Nothing here knows of HTTP.
 * All times are seconds; `S6` and the like name the sentence of the vendor's page (docs/interpretation.md).
 */
import { randomBytes } from 'node:crypto';

export interface Account {
  email: string;
  password: string;
  /** Service accounts live for `longliveTtl` instead of `ttl` (S4). */
  service: boolean;
}

export interface Session {
  account: Account;
  accessToken: string;
  expireToken: string;
  /** Unix seconds. */
  expireDate: number;
  /** The session that this one renews; it is deleted when this one first authenticates (S9). */
  replaces: Session | undefined;
}

export type Authentication = { session: Session } | { refused: 'missing' | 'unknown' | 'expired' };

export type Renewal = { session: Session } | { refused: 'no such session' | 'not the owner' };

export interface Rules {
  /** Seconds that a regular account's session lives. */
  ttl: number;
  /** Seconds that a service account's session lives. */
  longliveTtl: number;
  /** Unix time in seconds. */
  now: () => number;
}

/** How long an ended session is remembered, in seconds, so that it can be called expired and not unknown. */
const REMEMBERED = 600;

export class Sessions {
  protected readonly live = new Set<Session>();

  constructor(protected readonly rules: Rules) {}

  /** S2: the session of a login. */
  open(account: Account): Session {
    return this.make(account);
  }

  /** S2, S4, S8: a new session of this account, with a pair of its own. */
  protected make(account: Account): Session {
    this.forgetLongEnded();
    const session: Session = {
      account,
      accessToken: this.newToken(),
      expireToken: this.newToken(),
      expireDate: this.rules.now() + this.period(account),
      replaces: undefined,
    };
    this.live.add(session);
    return session;
  }

  /** S3, S5, S6, S9: whose access token this is; using it extends its session and ends the one it renews. */
  authenticate(accessToken: string | undefined): Authentication {
    if (!accessToken) return { refused: 'missing' };
    const session = this.byAccessToken(accessToken);
    if (!session) return { refused: 'unknown' };
    if (this.hasEnded(session)) return { refused: 'expired' };
    this.extend(session);
    this.retireOldPair(session);
    return { session };
  }

  /** S8, S11, S12: a new pair for the session of this expire token, if the one who asks owns it. */
  renew(requester: Session, expireToken: string): Renewal {
    const old = this.byExpireToken(expireToken);
    if (!old || this.hasEnded(old)) return { refused: 'no such session' };
    if (old.account !== requester.account) return { refused: 'not the owner' };
    const session = this.make(old.account);
    session.replaces = old;
    return { session };
  }

  /** S4: the period of the account's type, in seconds. */
  protected period(account: Account): number {
    return account.service ? this.rules.longliveTtl : this.rules.ttl;
  }

  /** S6: while the session lives, its end is set to now + period. */
  protected extend(session: Session): void {
    session.expireDate = this.rules.now() + this.period(session.account);
  }

  /** S9: the old pair goes upon the first authentication with the renewed tokens. */
  protected retireOldPair(session: Session): void {
    if (session.replaces) this.live.delete(session.replaces);
    session.replaces = undefined;
  }

  protected hasEnded(session: Session): boolean {
    return session.expireDate <= this.rules.now();
  }

  protected byAccessToken(token: string): Session | undefined {
    return [...this.live].find((session) => session.accessToken === token);
  }

  protected byExpireToken(token: string): Session | undefined {
    return [...this.live].find((session) => session.expireToken === token);
  }

  protected newToken(): string {
    return randomBytes(32).toString('hex');
  }

  private forgetLongEnded(): void {
    const limit = this.rules.now() - REMEMBERED;
    for (const session of this.live) if (session.expireDate < limit) this.live.delete(session);
  }
}
