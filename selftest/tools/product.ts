/** The product as a user starts it, with settings of the test alone, and the certificate that a run leaves. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NAMES } from '../../fixtures/settings/model.ts';
import { accounts } from '../../host/reference/accounts.ts';
import type { Certificate } from '../../schemas/index.ts';

export const ROOT = path.join(__dirname, '../..');

/** Settings of a run. All other settings are unset, whatever the environment or .env say. */
export type Values = Readonly<Record<string, string>>;

/** Returns the settings for a host with the reference host's accounts and a TTL of 3 s. */
export function settingsFor(url: string): Values {
  const [alice, bob, service] = accounts;
  return {
    OZ_API_HOST: url,
    OZ_USER_EMAIL: alice.email,
    OZ_USER_PASSWORD: alice.password,
    OZ_OTHER_USER_EMAIL: bob.email,
    OZ_OTHER_USER_PASSWORD: bob.password,
    OZ_SERVICE_USER_EMAIL: service.email,
    OZ_SERVICE_USER_PASSWORD: service.password,
    OZ_SESSION_TTL: '3',
    // Few, because bad input and walks have self-tests of their own.
    OZ_FUZZ_REQUESTS: '10',
    OZ_EXPLORE_REQUESTS: '0',
  };
}

/** Returns the environment of a run: these settings, and the variables of this process that influence no run. */
export function environment(values: Values): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(OZ_|PW|PLAYWRIGHT|TEST_|DEBUG|FORCE_COLOR|ALLURE|GITHUB_STEP_SUMMARY|(https?|no)_proxy$)/i.test(
        name,
      ),
  );
  // All but OZ_API_HOST, which would be refused if it were empty.
  const unset = Object.fromEntries(NAMES.filter((name) => name !== 'OZ_API_HOST').map((name) => [name, '']));
  return { ...Object.fromEntries(kept), ...unset, NO_COLOR: '1', ...values };
}

/** Arguments for Node that start the product. */
export const PRODUCT = ['bin/start.mjs', 'bin/certify.ts'];

/** Starts the product with these settings and arguments, and returns the process. */
export function start(values: Values, args: readonly string[] = [], program: readonly string[] = PRODUCT) {
  return spawn(process.execPath, [...program, ...args], {
    cwd: ROOT,
    env: environment(values),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a program beside the product, such as `verify`, to its end. */
export function program(
  name: 'bundle' | 'costs' | 'keygen' | 'verify' | 'diff' | 'history' | 'overview' | 'rejudge',
  args: readonly string[],
) {
  const file = path.join('bin', `${name}.ts`);
  const options = { cwd: ROOT, env: environment({}), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/start.mjs', file, ...args], options);
  return { code: status, output: stdout + stderr };
}

/** Runs the product with these settings, with its output on this process's terminal. */
export async function show(values: Values): Promise<void> {
  const child = spawn(process.execPath, PRODUCT, { cwd: ROOT, env: environment(values), stdio: 'inherit' });
  await new Promise((resolve) => child.on('close', resolve));
}

/** Reads the certificate that a run left in this folder. */
export function certificateIn(reportDir: string): Certificate {
  return JSON.parse(readFileSync(path.join(reportDir, 'certificate.json'), 'utf8'));
}
