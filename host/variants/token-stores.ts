/** Stores of sessions that make other tokens or find them in another way, shared by faulty and unusual hosts. */
import { type Rules, type Session, Sessions } from '../reference/rules.ts';

type Store = new (rules: Rules) => Sessions;

/** Whether a token that was sent is taken for one that is stored. */
type Same = (stored: string, token: string) => boolean;

/** The store whose tokens are made from 64 random hexadecimal digits; nth counts from 1. */
export function making(make: (random: string, nth: number) => string): Store {
  return class extends Sessions {
    private made = 0;

    protected override newToken(): string {
      return make(super.newToken(), ++this.made);
    }
  };
}

/** Tokens in base64, in which small and capital letters are different characters. */
export const Base64Tokens = making((random) => Buffer.from(random, 'hex').toString('base64url'));

/** A UUID (version 4) made of these digits. */
export const uuidOf = (random: string) =>
  random.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');

/** The store that finds a session by an access token in this way as well. */
export function findingAccess(same: Same, Other: Store = Sessions): Store {
  return class extends Other {
    protected override byAccessToken(token: string): Session | undefined {
      return super.byAccessToken(token) ?? [...this.live].find((one) => same(one.accessToken, token));
    }
  };
}

/** The store that finds a session by an expire token in this way as well. */
export function findingExpire(same: Same, Other: Store = Sessions): Store {
  return class extends Other {
    protected override byExpireToken(token: string): Session | undefined {
      return super.byExpireToken(token) ?? [...this.live].find((one) => same(one.expireToken, token));
    }
  };
}

/** Compares tokens without regard to the case of letters. */
export const inAnyCase: Same = (stored, token) => stored.toLowerCase() === token.toLowerCase();

/** Gives back a token of the same shape that no session has. */
export function nobodys(token: string): string {
  return Array.from(token).toReversed().join('');
}
