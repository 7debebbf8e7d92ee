/** The product as a user starts it, with settings of a test's own, and what it leaves. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NAMES } from '../../fixtures/settings/model.ts';
import { accounts } from '../../host/reference/accounts.ts';
import type { Certificate } from '../../schemas/index.ts';

export const ROOT = path.join(__dirname, '../..');

/** Settings of one run; every other one is unset, whatever this machine's environment or .env say. */
export type Values = Readonly<Record<string, string>>;

/** The settings for a host that knows the reference host's accounts, with a TTL of 3 s. */
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
    // Bad input has tests of its own.
    OZ_FUZZ_REQUESTS: '10',
    OZ_EXPLORE_REQUESTS: '0',
  };
}

/** The environment of a run: these settings, and of this machine's only what is none. */
export function environment(values: Values): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(OZ_|PW|PLAYWRIGHT|TEST_|DEBUG|FORCE_COLOR|ALLURE|GITHUB_STEP_SUMMARY|(https?|no)_proxy$)/i.test(
        name,
      ),
  );
  // An empty OZ_API_HOST would be refused; the runs set it, and their report folder.
  const unset = Object.fromEntries(NAMES.filter((name) => name !== 'OZ_API_HOST').map((name) => [name, '']));
  return { ...Object.fromEntries(kept), ...unset, NO_COLOR: '1', ...values };
}

/** What Node is given to start the product. */
export const PRODUCT = ['bin/start.mjs', 'bin/certify.ts'];

/** Starts the product with these settings and arguments, and gives back the process. */
export function start(values: Values, args: readonly string[] = [], program: readonly string[] = PRODUCT) {
  return spawn(process.execPath, [...program, ...args], {
    cwd: ROOT,
    env: environment(values),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs one of the small programs beside the product, such as `verify`, to its end. */
export function program(
  name: 'bundle' | 'costs' | 'keygen' | 'verify' | 'diff' | 'overview',
  args: readonly string[],
) {
  const file = path.join('bin', `${name}.ts`);
  const options = { cwd: ROOT, env: environment({}), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/start.mjs', file, ...args], options);
  return { code: status, output: stdout + stderr };
}

/** Runs the product with these settings; what it prints goes where this process prints. */
export async function show(values: Values): Promise<void> {
  const child = spawn(process.execPath, PRODUCT, { cwd: ROOT, env: environment(values), stdio: 'inherit' });
  await new Promise((resolve) => child.on('close', resolve));
}

/** The certificate that a run left in this folder. */
export function certificateIn(reportDir: string): Certificate {
  return JSON.parse(readFileSync(path.join(reportDir, 'certificate.json'), 'utf8'));
}
