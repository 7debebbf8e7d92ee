/** Each faulty host is caught by exactly the requirements that its declaration names. */
import { accounts } from '../host/accounts.ts';
import { faults } from '../host/faults.ts';
import { expect, settingsFor, test } from './certify.ts';

const RULES = { ttl: 3, longliveTtl: 157_680_000 };

for (const fault of faults)
  test(fault.name, async ({ certify, serve }) => {
    const url = await serve(fault.host(accounts, RULES));

    const { code, certificate, ids, output } = await certify(settingsFor(url));

    expect(ids('failed'), output).toEqual(fault.fails.toSorted());
    expect(certificate.verdict).toBe('nonconformant');
    expect(code).toBe(1);
    for (const id of fault.fails) expect(output).toContain(`FAILED ${id} `);
  });
