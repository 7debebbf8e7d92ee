/** Looks at the settings, and then at each host that they name; if they name none, at the embedded reference host. */
import { request } from '@playwright/test';
import type { HostSettings } from '../../fixtures/settings/model.ts';
import { readRunSecrets, SettingsError, takeSigningKey } from '../../fixtures/settings/read.ts';
import { inParallel } from '../../fixtures/timing/in-parallel.ts';
import { HOSTS_AT_ONCE } from '../../fixtures/timing/durations.ts';
import { accounts } from '../../host/reference/accounts.ts';
import { listen } from '../../host/reference/http.ts';
import { referenceHost } from '../../host/reference/routes.ts';
import { examine } from './examine.ts';
import { badFrom, type Finding, none, ok } from './finding.ts';

/** The functions that are told the findings, and the title above them. */
export interface Teller {
  readonly tell: (finding: Finding) => void;
  readonly title: (text: string) => void;
}

/** Looks at everything. The caller ends the process, as a step that was cut off may hang on. */
export async function visit(fleet: string | undefined, { tell, title }: Teller): Promise<void> {
  let hosts: readonly HostSettings[];
  try {
    takeSigningKey();
    ({ hosts } = readRunSecrets(fleet === undefined ? {} : { fleet }));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const line of error.message.split('\n')) tell(badFrom('settings', line));
    return;
  }
  const [only] = hosts;
  if (hosts.length === 1 && only) {
    if (only.settings.name !== undefined) title(only.settings.name);
    await visitOne(only, tell);
    return;
  }
  const found = await inParallel(hosts, HOSTS_AT_ONCE, async (host) => {
    const findings: Finding[] = [];
    await visitOne(host, (finding) => findings.push(finding));
    return { name: host.settings.name ?? '', findings };
  });
  for (const { name, findings } of found) {
    title(name);
    findings.forEach(tell);
  }
}

async function visitOne(
  { settings, secrets }: HostSettings,
  tell: (finding: Finding) => void,
): Promise<void> {
  const { host, sessionTtl, longliveTtl } = settings;
  if (host !== undefined) {
    tell(ok('settings', host));
    await examine({ settings, secrets }, request, tell);
    return;
  }
  tell(
    none('settings', 'OZ_API_HOST is not set: npm run certify tests the embedded reference host, as here'),
  );
  const { url, close } = await listen(referenceHost(accounts, { ttl: sessionTtl, longliveTtl }));
  await examine({ settings: { ...settings, host: `${url}/` }, secrets }, request, tell);
  await close();
}
