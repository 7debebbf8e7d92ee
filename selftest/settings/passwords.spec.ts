/** Passwords that a careless change would break: what is wrong about a wrong one is made of whole characters. */
import { accounts } from '../../host/reference/accounts.ts';
import { type Answer, failure, Host, type Incoming, steadyClock } from '../../host/reference/routes.ts';
import { Sessions } from '../../host/reference/rules.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const PASSWORD = 'alice-🔑-password-🙂';

/** Breaks where a text has half a character in it, as some databases do. */
class NeedsWholeCharacters extends Host {
  override answer(request: Incoming): Answer {
    const broken = /\\ud[89a-f][0-9a-f]{2}/i.test(request.body);
    return broken ? failure(500, 0, 'Unknown error') : super.answer(request);
  }
}

test('a password that ends with an emoji has wrong ones too', async ({ certify, serve }) => {
  const own = accounts.map((one) => (one === accounts[0] ? { ...one, password: PASSWORD } : one));
  const rules = { ttl: 60, longliveTtl: 157_680_000, now: steadyClock };
  const url = await serve(new NeedsWholeCharacters(own, new Sessions(rules)));
  const ids = ['issue.rejects-wrong-password', 'issue.returns-pair', 'security.no-enumeration'];

  const { ids: having } = await certify(
    { ...settingsFor(url), OZ_USER_PASSWORD: PASSWORD, OZ_SESSION_TTL: '60' },
    '--quick',
    '--grep',
    ids.map((id) => `@${id}`).join('|'),
  );

  expect(having('failed')).toEqual([]);
  expect(having('passed')).toEqual(ids);
});
