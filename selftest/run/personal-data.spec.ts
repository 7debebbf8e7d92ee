/** Tests that no personal data is kept: of a resource only length and SHA-256, of a user only the names of the fields. */
import { createHash } from 'node:crypto';
import { withoutPersonalData } from '../../fixtures/relay/secrets/personal-data.ts';
import { expect, test } from '../tools/certify.ts';

const RESOURCE = '/api/folders/?limit=1';
const kept = (body: string, path: string, status = 200) => {
  let isJson = true;
  try {
    JSON.parse(body);
  } catch {
    isJson = false;
  }
  return withoutPersonalData({ status, body, isJson }, path, RESOURCE, body);
};

test('of a granted resource only length and SHA-256 are kept', () => {
  const body = '[{"meta_data": {"name": "Jürgen"}}]';
  const sha256 = createHash('sha256').update(body).digest('hex');

  for (const path of ['api/folders/?limit=1', '/api/folders/', 'api/folders', 'api/folders/?limit=2#x'])
    expect(JSON.parse(kept(body, path))).toEqual({ 'not kept': 'a resource', bytes: 36, sha256 });
  expect(kept('<p>Jürgen</p>', 'api/folders/')).toMatch(
    /^\(not kept: a resource of 14 bytes, SHA-256 \w{64}\)$/,
  );
  expect(kept('', 'api/folders/')).toBe('');
});

test('a refusal stays as it is, and so does what is judged', () => {
  const refusal = '{"error_code": 7, "details": {"a": 1}}';
  const pair = '{"access_token": "a", "expire_token": "b", "expire_date": 1.50}';

  expect(kept(refusal, 'api/folders/', 401)).toBe(refusal);
  expect(kept(pair, 'api/authorize/auth/')).toBe(pair);
});

test('of a user the names of the fields are kept', () => {
  const user = { email: 'a@b.example', age: 41, roles: ['x', 'y'], company: { name: 'z' }, none: null };
  const body = JSON.stringify({ access_token: 'a', expire_date: 1, user: { ...user, 'Jane Doe': 1 } });

  expect(JSON.parse(kept(body, 'api/authorize/auth/'))).toEqual({
    access_token: 'a',
    expire_date: 1,
    user: {
      email: '(a text)',
      age: '(a number)',
      roles: '(a list of 2)',
      company: '(an object)',
      none: '(null)',
      '…': '1 more fields',
    },
  });
});
