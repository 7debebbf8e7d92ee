import { now } from './clock.ts';
import type { SecondRules } from './contract.ts';
import { number, text } from './database.ts';
import type { MemoryDatabase, Row } from './database.ts';
import type { Ways } from './ways.ts';

/** The account that a granted request comes from. */
export interface Caller {
  user: string;
  email: string;
  service: boolean;
  period: number;
}

export interface Grant {
  access_token: string;
  expire_token: string;
  expire_date: number | string;
  user: { user_id: string; email: string; user_type: 'CLIENT' | 'CLIENT_SERVICE' };
}

export class Sessions {
  readonly #db: MemoryDatabase;
  readonly #ways: Ways;
  readonly #rules: SecondRules;

  constructor(db: MemoryDatabase, ways: Ways, rules: SecondRules) {
    this.#db = db;
    this.#ways = ways;
    this.#rules = rules;
  }

  login(email: string, password: string): Grant {
    const { sql, refusals } = this.#ways;
    const account = this.#db.first(sql.login, { email, password, regular: this.#rules.ttl });
    if (!account) throw refusals.badCredentials();
    return this.#open(sql.open, callerOf(account), {});
  }

  /** Gives back the account of a token. Extends the session, and ends the session that it replaces. */
  authenticate(token: string | undefined): Caller {
    const { sql, refusals, accessKey } = this.#ways;
    if (token === undefined) throw refusals.noToken();
    const moment = now();
    const session = this.#db.first(sql.byAccessToken, { access: accessKey(token), now: moment });
    if (!session) throw refusals.unknownToken();

    const caller = callerOf(session);
    const id = number(session, 'id');
    const expired = session['expired'] === 1;
    this.#db.atomically(() => {
      this.#db.run(sql.extend, { id, now: moment, regular: this.#rules.ttl, ...caller });
      if (!expired) this.#db.run(sql.dropForerunner, { id, user: caller.user });
    });
    if (expired) throw refusals.expiredToken();
    return caller;
  }

  /** Opens a new session beside the old one, which stays until the new one is first used. */
  refresh(caller: Caller | undefined, expireToken: string): Grant {
    const { sql, refusals, expireKey } = this.#ways;
    const asker = caller?.user ?? null;
    const old = this.#db.first(sql.byExpireToken, { expire: expireKey(expireToken), user: asker });
    if (!old) throw refusals.sessionNotFound();

    const id = number(old, 'id');
    if (caller && old['own'] !== 1) {
      this.#db.run(sql.noteDenial, { id, user: caller.user, now: now() });
      throw refusals.notOwner();
    }
    return this.#db.atomically(() => {
      const grant = this.#open(
        sql.renew,
        callerOf(old),
        { id, generation: number(old, 'generation') },
        expireToken,
      );
      this.#db.run(sql.afterRenewal, { id });
      return grant;
    });
  }

  #open(insert: string, owner: Caller, old: { id?: number; generation?: number }, spent?: string): Grant {
    const { mint, accessKey, expireKey, told } = this.#ways;
    const pair = mint(spent);
    const row = this.#db.first(insert, {
      ...old,
      user: owner.user,
      period: owner.period,
      regular: this.#rules.ttl,
      access: accessKey(pair.access),
      expire: expireKey(pair.expire),
      now: now(),
    });
    if (!row) throw new Error('no session was opened');
    return {
      access_token: pair.access,
      expire_token: pair.expire,
      expire_date: told(number(row, 'expire_date')),
      user: {
        user_id: owner.user,
        email: owner.email,
        user_type: owner.service ? 'CLIENT_SERVICE' : 'CLIENT',
      },
    };
  }
}

const callerOf = (row: Row): Caller => ({
  user: text(row, 'user_id'),
  email: text(row, 'email'),
  service: number(row, 'service') === 1,
  period: number(row, 'period'),
});
