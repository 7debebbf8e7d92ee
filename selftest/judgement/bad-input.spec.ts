/** Bad input is made up as the settings say, and what does harm is made as small as it gets. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RawBody } from '../../fixtures/accounts/api.ts';
import { keepInput, readKeptInput } from '../../fixtures/judgement/bad-input/kept-input.ts';
import { parseSettings } from '../../fixtures/settings/parse.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { badInputFaults } from '../../host/faults/error/bad-input.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { expect, settingsFor, test } from '../tools/certify.ts';

const fuzz = (url: string, further = {}) =>
  parseSettings({ ...settingsFor(url), OZ_FUZZ_REQUESTS: '', ...further }).fuzz;

const PERIODS = { ttl: 3, longliveTtl: 157_680_000 };

test('a host is tried with no more requests than it may be, and the case is small', async ({
  certify,
  serve,
}) => {
  const fault = badInputFaults.find(({ name }) => name === 'bad-input-list-is-anybody');
  const url = fault && (await serve(fault.host(accounts, PERIODS)));
  const values = { ...settingsFor(url ?? ''), OZ_FUZZ_SEED: '1', OZ_FUZZ_REQUESTS: '150' };

  const { certificate, output, code } = await certify(values, '--grep', '@security.bad-input');

  const {
    verdict,
    reason = '',
    evidence = [],
  } = certificate.requirements.find(({ id }) => id === 'security.bad-input') ?? {};
  expect(verdict, output).toBe('failed');
  expect(reason).toContain('came: the answer carries a value in access_token, a value in expire_token');
  expect(reason).toContain('the same again with OZ_FUZZ_SEED=1');
  expect(reason).toContain('the risk: ');
  // The login and the control come on top.
  expect(evidence.length).toBeLessThanOrEqual(152);
  expect(reason).toMatch(/--data-raw '\{"credentials":\{"email":\[[^\]]{0,10}\],"password":.{0,10}\}\}'/);
  expect(code).toBe(2);
});

test('what did harm is tried again first, until it does none', async ({ certify, serve }, testInfo) => {
  const fault = badInputFaults.find(({ name }) => name === 'bad-input-list-is-anybody');
  const urls = {
    bad: fault && (await serve(fault.host(accounts, PERIODS))),
    mended: await serve(referenceHost(accounts, PERIODS)),
  };
  const reportDir = testInfo.outputPath('report');
  const file = path.join(reportDir, 'bad-input.json');
  const judged = async (url: string | undefined, seed: string, requests: string) => {
    const values = {
      ...settingsFor(url ?? ''),
      OZ_REPORT_DIR: reportDir,
      OZ_FUZZ_SEED: seed,
      OZ_FUZZ_REQUESTS: requests,
    };
    const { certificate } = await certify(values, '--grep', '@security.bad-input');
    return certificate.requirements.find(({ id }) => id === 'security.bad-input');
  };

  expect(await judged(urls.bad, '1', '150')).toMatchObject({ verdict: 'failed' });
  const kept = readFileSync(file, 'utf8');
  expect(kept).toMatch(/^\{"to":"login","body":\{"credentials":\{"email":\[/);
  for (const { email, password } of accounts)
    for (const secret of [email, password]) expect(kept).not.toContain(secret);

  // One request, which nothing else but the file could make the right one.
  expect(await judged(urls.bad, '2', '1')).toMatchObject({ verdict: 'failed' });
  expect(readFileSync(file, 'utf8')).toBe(kept);

  const mended = await judged(urls.mended, '3', '5');
  expect(mended?.verdict).toBe('passed');
  expect(mended?.reason).toContain('tried again first, and does none now');
  expect(existsSync(file)).toBe(false);
});

for (const [what, input] of [
  ['a text that is no JSON', { to: 'refresh', body: new RawBody('{"\u0000') }],
  ['half a pair of code units', { to: 'login', body: { credentials: { email: '\ud800', password: [] } } }],
  ['a header field', { to: 'resource', token: '' }],
  ['a type', { to: 'refresh', body: {}, type: '*/*' }],
] as const)
  test(`what is kept is what is tried again: ${what}`, ({}, testInfo) => {
    const folder = testInfo.outputPath('report');

    keepInput(folder, input);

    expect(readKeptInput(folder)).toEqual(input);
  });

test('what is kept and is none is left alone', ({}, testInfo) => {
  const folder = testInfo.outputPath('report');
  expect(readKeptInput(folder)).toBeUndefined();
  mkdirSync(folder, { recursive: true });
  for (const text of ['', '[]', '{"to":"elsewhere"}', '{"to":"resource","token":1}', ' '.repeat(300_000)]) {
    writeFileSync(path.join(folder, 'bad-input.json'), text);
    expect(readKeptInput(folder)).toBeUndefined();
  }
});

test('on this machine bad input is made up by itself, on others when it is asked for', () => {
  expect(fuzz('http://127.0.0.1:8080')).toEqual({ seed: undefined, requests: 100, unasked: true });
  expect(fuzz('http://localhost:8080').requests).toBe(100);
  expect(parseSettings({}).fuzz.requests).toBe(100);
  expect(fuzz('https://api.example.com').requests).toBe(0);
  expect(fuzz('https://api.example.com', { OZ_FUZZ_REQUESTS: '20', OZ_FUZZ_SEED: '7' })).toEqual({
    seed: 7,
    requests: 20,
    unasked: false,
  });
});

for (const [name, value] of [
  ['OZ_FUZZ_REQUESTS', 'many'],
  ['OZ_FUZZ_REQUESTS', '-1'],
  ['OZ_FUZZ_SEED', '1.5'],
  ['OZ_FUZZ_SEED', '99999999999'],
] as const)
  test(`${name}=${value} is refused`, () => {
    expect(() => parseSettings({ ...settingsFor('https://api.example.com'), [name]: value })).toThrow(
      `${name} is "${value}": a whole number from 0 to`,
    );
  });
