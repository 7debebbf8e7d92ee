/** Tests that a run is a good guest, which sends no more to a host than README says. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { field, looseJson } from '../../fixtures/answers/facts.ts';
import { endpointOf } from '../../fixtures/answers/endpoint.ts';
import { recorded } from '../../fixtures/evidence/recorder.ts';
import type { Entry } from '../../fixtures/evidence/entry.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { certificateIn, expect, program, ROOT, test } from '../tools/certify.ts';

/**
 * Most traffic of a complete run against the embedded host, with all accounts, without generated bad input and walks.
 * README says the same.
 */
const BOUNDS = { requests: 348, sessions: 100, logins: 57, wrongLogins: 6, refusals: 112 };

/** Most wrong passwords for an account, because some hosts lock an account at the third. */
const WRONG_PASSWORDS = 2;

/** Most logins of the service account, because its sessions may last for years. README says the same. */
const SERVICE_LOGINS = 3;

const [, , service] = accounts;

/** Reads whose login an exchange was, and whether its password was wrong. */
function loginOf(entry: Entry) {
  const credentials = field(looseJson(entry.request?.body ?? ''), 'credentials');
  const [email, password] = [field(credentials, 'email'), field(credentials, 'password')];
  const owner = accounts.find((account) => account.email === email);
  const named = typeof password === 'string' && password !== '';
  return {
    entry,
    /** Email of the account, if there is such an account. */
    owner: owner?.email,
    unknown: typeof email === 'string' && email !== '' && !owner,
    // The evidence shows a right password by its name alone.
    wrongPassword: named && !/^\{\{\w+:\w+ password\}\}$/.test(password),
  };
}

test('a complete run does no more to a host than it may', async ({ certify }) => {
  // Without OZ_API_HOST the run would be against the host in .env, not the embedded one.
  test.skip(existsSync(path.join(ROOT, '.env')), 'there is a .env, whose host is left alone');

  const { certificate, reportDir, ids, output } = await certify({
    // Long enough that a busy machine repeats no experiment, as repeating adds requests.
    OZ_SESSION_TTL: '45',
    OZ_FUZZ_REQUESTS: '0',
    OZ_EXPLORE_REQUESTS: '0',
  });

  expect(certificate.host.embedded).toBe(true);
  expect(ids('inconclusive'), output).toEqual(['security.bad-input', 'observed.walks'].toSorted());
  const { run } = certificate;
  for (const what of ['requests', 'sessions', 'logins', 'wrongLogins', 'refusals'] as const)
    expect.soft(run[what], what).toBeLessThanOrEqual(BOUNDS[what]);
  const exchanges = recorded(reportDir);
  const logins = exchanges.filter((entry) => endpointOf(entry) === 'login').map(loginOf);
  const guesses = logins.filter(({ owner, wrongPassword }) => owner !== undefined && wrongPassword);
  for (const { email } of accounts)
    expect
      .soft(guesses.filter(({ owner }) => owner === email).length, `wrong passwords for ${email}`)
      .toBeLessThanOrEqual(WRONG_PASSWORDS);
  // The count of wrong logins on the certificate agrees with the logins in the evidence.
  expect(run.wrongLogins).toBe(guesses.length + logins.filter(({ unknown }) => unknown).length);
  const ofService = logins.filter(({ entry, owner }) => entry.issuedPair && owner === service.email);
  expect.soft(ofService.length, 'logins of the service account').toBeLessThanOrEqual(SERVICE_LOGINS);
  expect(program('costs', [reportDir]).output).toMatch(
    new RegExp(`\\n  total +${run.requests} +${logins.length} .* ${run.sessions} +${run.refusals}\\n`),
  );

  await test.step('its evidence gives the same certificate again', () => {
    const again = program('rejudge', [reportDir]);
    expect(again.output).toContain('the same verdicts');
    expect(again.output).not.toContain('another record');
    expect(certificateIn(`${reportDir}-rejudged`).requirements).toEqual(certificate.requirements);
  });
});

test('README says how much that is', () => {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
  const { requests, sessions, logins, wrongLogins, refusals } = BOUNDS;

  expect
    .soft(readme)
    .toContain(
      `at most ${requests} requests, of which ${refusals} are refused (4xx), opens ${sessions} sessions, by ${logins} logins and by refreshes, and sends ${wrongLogins} logins that are wrong on purpose.`,
    );
  expect(readme).toContain(`at most ${SERVICE_LOGINS} logins of it and the refreshes of these`);
});
