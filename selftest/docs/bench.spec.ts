/** Tests that `npm run bench` repeats the exchanges of a run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accounts } from '../../host/reference/accounts.ts';
import { exchangesOf } from '../bench/exchanges.ts';
import { collectionOf } from '../bench/postman.ts';
import { expect, test } from '../tools/certify.ts';

const [alice] = accounts;
const LOGIN = {
  method: 'POST',
  path: '/api/authorize/auth/',
  status: 200,
  sentAt: '2026-01-01T00:00:00.000Z',
  request: {
    headers: ['User-Agent: suite', 'X-Request-Id: 1', 'Content-Type: application/json'],
    body: '{"credentials":{"email":"a@b","password":"{{8f3a12c0:alice password}}"}}',
  },
  answer: {
    headers: [],
    body: '{"access_token":"{{8f3a12c0:alice access token 1}}","expire_token":"{{8f3a12c0:alice expire token 1}}"}',
  },
};
const use = (token: string, status: number, sentAt: string) => ({
  method: 'GET',
  path: '/api/folders/',
  status,
  sentAt,
  request: { headers: [`X-Forensic-Access-Token: {{8f3a12c0:${token}}}`], body: '' },
  answer: { headers: [], body: '{}' },
});

test('the exchanges of a run, with its tokens where they were', ({}, testInfo) => {
  const reportDir = testInfo.outputPath('report');
  const written = [
    use('alice access token 1', 200, '2026-01-01T00:00:02.000Z'),
    use('a token never issued', 401, '2026-01-01T00:00:03.000Z'),
    LOGIN,
    { ...use('alice access token 1', 0, '2026-01-01T00:00:04.000Z'), status: undefined },
  ];
  mkdirSync(path.join(reportDir, 'evidence'), { recursive: true });
  writeFileSync(
    path.join(reportDir, 'evidence', 'exchanges.jsonl'),
    written.map((one) => JSON.stringify(one)).join('\n'),
  );

  const steps = exchangesOf(reportDir);

  expect(steps.map(({ status }) => status)).toEqual([200, 200, 401]);
  expect(steps[0]).toMatchObject({
    headers: { 'Content-Type': 'application/json' },
    keeps: { access_token: 't1', expire_token: 't2' },
  });
  expect(steps[0]?.body).toContain(alice.password);
  expect(steps[1]?.headers).toEqual({ 'X-Forensic-Access-Token': '{{t1}}' });
  expect(steps[2]?.headers['X-Forensic-Access-Token']).toMatch(/^[0-9a-f]{64}$/);
  const [first, second] = collectionOf('http://host', steps).item;
  expect(first?.event[0]?.script.exec).toContain(
    "pm.environment.set('t1', pm.response.json().access_token);",
  );
  expect(second?.request.url).toBe('http://host/api/folders/');
});
