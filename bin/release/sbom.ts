/** The list of all packages in a bundle (SBOM), in the form of CycloneDX. */
import { spawnSync } from 'node:child_process';
import { ROOT } from '../../fixtures/settings/values.ts';
import { sha256 } from '../../reporter/certificate/files.ts';
import type { Commit } from './checkout.ts';
import { isRecord, packages, readJson } from './contents.ts';

/** Asks npm for all packages of the lock file. Those for development are taken out later: npm's own --omit loses others, too. */
export function npmSbom(): Record<string, unknown> {
  // npm names its own program to the scripts that it starts. So no shell has to find it.
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('npm makes the SBOM: start the release by npm run release.');
  const args =
    'sbom --package-lock-only --sbom-format cyclonedx --sbom-type application --loglevel error'.split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [npm, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  if (status !== 0) throw new Error(`npm sbom does not work: ${stderr.trim().slice(0, 500)}`);
  const read: unknown = JSON.parse(stdout);
  return isRecord(read) ? read : {};
}

/** Makes a UUID of a text, of the version (8) that leaves its bits to the maker. */
function uuidOf(text: string): string {
  const digits = sha256(text);
  const groups = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(12, 15)}`];
  return [...groups, `8${digits.slice(15, 18)}`, digits.slice(18, 30)].join('-');
}

/** Returns the packages in a bundle, by name and version, as npm refers to them. */
function bundled(): ReadonlySet<unknown> {
  return new Set(
    packages().map((folder) => {
      const { name, version } = readJson(`${folder}/package.json`);
      return `${String(name)}@${String(version)}`;
    }),
  );
}

/** Returns the entries of a list that are objects with fields. */
const recordsOf = (list: unknown) => (Array.isArray(list) ? list.filter(isRecord) : []);

/** Returns npm's SBOM as that of a bundle. It is the same whenever it is made of the same commit. */
export function sbomOf(sbom: Record<string, unknown>, bundle: Buffer, from: Commit): Record<string, unknown> {
  const metadata = isRecord(sbom['metadata']) ? sbom['metadata'] : {};
  const component = isRecord(metadata['component']) ? metadata['component'] : {};
  const hash = sha256(bundle);
  const own = bundled();
  const dependencies = recordsOf(sbom['dependencies']).filter(
    ({ ref }) => own.has(ref) || ref === component['bom-ref'],
  );
  return {
    ...sbom,
    serialNumber: `urn:uuid:${uuidOf(hash)}`,
    metadata: {
      ...metadata,
      timestamp: from.date,
      // npm calls the suite by the folder that it stands in.
      component: {
        ...component,
        name: readJson('package.json')['name'],
        hashes: [{ alg: 'SHA-256', content: hash }],
      },
    },
    components: recordsOf(sbom['components']).filter((one) => own.has(one['bom-ref'])),
    dependencies: dependencies.map(({ ref, dependsOn }) => ({
      ref,
      dependsOn: Array.isArray(dependsOn) ? dependsOn.filter((one: unknown) => own.has(one)) : [],
    })),
  };
}
