/** Sessions that know how each came to be: faults that show only after several steps depend on that. */
import { says } from '../../variants/answers.ts';
import { nobodys } from '../../variants/token-stores.ts';
import type { Variant } from '../../variants/variant.ts';
import { type Answer, Host, type Incoming, steadyClock } from '../../reference/routes.ts';
import {
  type Account,
  type Authentication,
  type Renewal,
  type Rules,
  type Session,
  Sessions,
} from '../../reference/rules.ts';

/** A refresh with a live access token that was refused. */
export interface Refusal {
  readonly asker: Session;
  /** What is wrong with the expire token: `unknown` was never issued, `gone` was. */
  readonly why: 'missing' | 'unknown' | 'gone' | 'foreign';
  /** The expire token; '' if it is missing. */
  readonly token: string;
  /** The live session that the expire token belongs to, if that is another account's. */
  readonly other: Session | undefined;
}

/** The correct sessions, with a method for each step that a fault may wait for. */
export class Histories extends Sessions {
  /** Every token that was ever issued. */
  protected readonly issued = new Set<string>();
  /** Sessions that were used for the resource. */
  protected readonly used = new WeakSet<Session>();
  /** Sessions whose access token is dead. */
  protected readonly shut = new WeakSet<Session>();
  /** Sessions whose expire token is dead for their own account. */
  protected readonly spent = new WeakSet<Session>();
  /** The session of the request before this one; undefined if that request was refused. */
  protected previous: Session | undefined;
  /** Whether this request is a refresh. */
  protected refreshing = false;
  private current: Session | undefined;
  private readonly origins = new WeakMap<Session, Session>();
  /** Sessions that a switch has deleted, the last one last. */
  private readonly deleted: Session[] = [];

  /** A login has begun this session. */
  protected loggedIn(_session: Session): void {}

  /** A request for the resource was granted. */
  protected opened(_session: Session): void {}

  /** A request for the resource with this access token was refused. */
  protected denied(_accessToken: string): void {}

  /** A refresh has brought a session in place of the old one. */
  protected refreshed(_renewed: Session, _old: Session): void {}

  /** The first authentication with a renewed session has deleted the old one. */
  protected switched(_renewed: Session, _old: Session): void {}

  /** A refresh with a live access token was refused. */
  protected turnedDown(_refusal: Refusal): void {}

  /** Gives back the session that counts as the one which asks to refresh the old one. */
  protected askerOf(requester: Session, _old: Session): Session {
    return requester;
  }

  override open(account: Account): Session {
    const session = super.open(account);
    this.arrive(session);
    this.loggedIn(session);
    return session;
  }

  override authenticate(accessToken: string | undefined): Authentication {
    this.arrive(undefined);
    const known = super.authenticate(accessToken);
    if ('refused' in known) {
      if (!this.refreshing) this.denied(accessToken ?? '');
      return known;
    }
    this.current = known.session;
    if (this.refreshing) return known;
    this.used.add(known.session);
    this.opened(known.session);
    return known;
  }

  override renew(requester: Session, expireToken: string): Renewal {
    const old = this.byExpireToken(expireToken);
    const asker = old ? this.askerOf(requester, old) : requester;
    const isSpent = old && this.spent.has(old) && old.account === asker.account;
    const renewal: Renewal = isSpent ? { refused: 'no such session' } : super.renew(asker, expireToken);
    if ('refused' in renewal) {
      const foreign = renewal.refused === 'not the owner';
      const why = foreign ? 'foreign' : this.issued.has(expireToken) ? 'gone' : 'unknown';
      this.turnedDown({ asker, why, token: expireToken, other: foreign ? old : undefined });
    } else if (old) {
      this.origins.set(renewal.session, old);
      this.refreshed(renewal.session, old);
    }
    return renewal;
  }

  /** Answers a refresh by the host's own `answer`, and notes that this request is one. */
  refresh({ accessToken }: Incoming, answer: () => Answer): Answer {
    this.refreshing = true;
    const given = answer();
    this.refreshing = false;
    const asker = this.byAccessToken(accessToken ?? '');
    if (asker && says(given, 'missing'))
      this.turnedDown({ asker, why: 'missing', token: '', other: undefined });
    return given;
  }

  /** Counts the refreshes between the login of a session and the session. */
  protected nth(session: Session): number {
    const old = this.origins.get(session);
    return old ? this.nth(old) + 1 : 0;
  }

  /** Gives back the session of the login that a session goes back to. */
  protected login(session: Session): Session {
    const old = this.origins.get(session);
    return old ? this.login(old) : session;
  }

  /** Tells whether a session came of a refresh of a session that was used for the resource. */
  protected isRenewedInUse(session: Session): boolean {
    const old = this.origins.get(session);
    return old !== undefined && this.used.has(old);
  }

  /** Gives back the account's sessions of other logins that came of a refresh of a session in use. */
  protected renewedSiblings(session: Session): Session[] {
    return [...this.live].filter(
      (one) =>
        one.account === session.account &&
        this.login(one) !== this.login(session) &&
        this.isRenewedInUse(one),
    );
  }

  /** Brings the access token of a deleted session back, and nothing else of it. */
  protected reviveAccess(deleted: Session): void {
    this.live.add({ ...deleted, expireToken: nobodys(deleted.expireToken), replaces: undefined });
  }

  /** Brings the expire token of a deleted session back, and nothing else of it. */
  protected reviveExpire(deleted: Session): void {
    this.live.add({ ...deleted, accessToken: nobodys(deleted.accessToken), replaces: undefined });
  }

  /** Gives back the session that a switch has deleted last, of those for which `is` holds; undefined if there is none. */
  protected lastDeleted(is: (session: Session) => boolean): Session | undefined {
    return this.deleted.findLast(is);
  }

  protected override byAccessToken(token: string): Session | undefined {
    const session = super.byAccessToken(token);
    return session && this.shut.has(session) ? undefined : session;
  }

  protected override retireOldPair(session: Session): void {
    const { replaces } = session;
    super.retireOldPair(session);
    if (!replaces) return;
    this.deleted.push(replaces);
    this.switched(session, replaces);
  }

  protected override newToken(): string {
    const token = super.newToken();
    this.issued.add(token);
    return token;
  }

  private arrive(session: Session | undefined): void {
    this.previous = this.current;
    this.current = session;
  }
}

/** Makes the host whose sessions follow these rules. */
export function withHistories(Other: new (rules: Rules) => Histories): Variant['host'] {
  return (accounts, periods) => {
    const sessions = new Other({ ...periods, now: steadyClock });
    return new (class extends Host {
      protected override refresh(request: Incoming): Answer {
        return sessions.refresh(request, () => super.refresh(request));
      }
    })(accounts, sessions);
  };
}
