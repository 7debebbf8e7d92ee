/** Bad input is made up as the settings say, and what does harm is made as small as it gets. */
import { parseSettings } from '../fixtures/parse-settings.ts';
import { accounts } from '../host/accounts.ts';
import { badInputFaults } from '../host/bad-input-faults.ts';
import { expect, settingsFor, test } from './certify.ts';

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
