/** The reference host, asked with plain fetch: what the neighbouring pages add to the page. */
import { accounts } from '../../host/reference/accounts.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { expect, test } from '../tools/certify.ts';

const RULES = { ttl: 3, longliveTtl: 157_680_000 };
const [alice] = accounts;
const BODY = JSON.stringify({ credentials: { email: alice.email, password: alice.password } });

test('a pair carries expire_date with a fraction and the user', async ({ serve }) => {
  const url = await serve(referenceHost(accounts, RULES));

  const answer = await fetch(`${url}/api/authorize/auth`, { method: 'POST', body: BODY });

  const pair: unknown = await answer.json();
  expect(pair).toMatchObject({
    access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
    expire_token: expect.stringMatching(/^[0-9a-f]{64}$/),
    user: { email: alice.email, user_type: 'CLIENT' },
  });
  const { expire_date: end } = Object(pair);
  expect(Math.abs(end - Date.now() / 1000 - RULES.ttl)).toBeLessThan(2);
});

for (const [method, path, status, code] of [
  ['GET', '/api/authorize/auth/', 405, 1],
  ['GET', '/api/authorize/refresh', 405, 1],
  ['DELETE', '/api/folders/', 405, 1],
  ['GET', '/api/folders/', 401, 6],
  ['GET', '/api/folders', 401, 6],
  ['POST', '/api/version', 405, 1],
  ['GET', '/elsewhere', 404, 10],
] as const)
  test(`${method} ${path} is ${status} with code ${code}`, async ({ serve }) => {
    const url = await serve(referenceHost(accounts, RULES));

    const answer = await fetch(`${url}${path}`, { method });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      error_code: code,
      error_message: expect.any(String),
      details: null,
    });
  });

for (const [body, status, code] of [
  ['{', 400, 3],
  ['[]', 400, 5],
  ['{}', 400, 3],
  ['{"credentials": {"email": 1, "password": 2}}', 400, 5],
  ['{"credentials": {"email": "a@b", "password": "c"}}', 401, 15],
] as const)
  test(`a login with ${body} is ${status} with code ${code}`, async ({ serve }) => {
    const url = await serve(referenceHost(accounts, RULES));

    const answer = await fetch(`${url}/api/authorize/auth/`, { method: 'POST', body });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error_code: code });
  });
