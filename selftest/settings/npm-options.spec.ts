/** What a user writes without the `--` that npm asks for: it is done, or refused with what to write. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { argumentsFrom } from '../../bin/npm-options.ts';
import { writeCertificate } from '../../reporter/certificate/files.ts';
import { expect, ROOT, test } from '../tools/certify.ts';
import { environment } from '../tools/product.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

const CERTIFY = {
  program: 'certify',
  flags: ['quick'],
  values: ['fleet', 'hosts'],
  positionals: false,
  further: ['grep'],
};
const OVERVIEW = { program: 'overview', values: ['to'], positionals: true };

function refuse(message: string): never {
  throw new Error(message);
}

/** The arguments where npm has handed on these options. */
const given = (
  options: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  program: Parameters<typeof argumentsFrom>[0] = CERTIFY,
) => {
  const held = Object.entries(options).map(([name, value]) => [`npm_config_${name}`, value]);
  const environment = { npm_lifecycle_event: program.program, ...Object.fromEntries(held) };
  return argumentsFrom(program, refuse, { args, environment });
};

test('options that npm kept for itself are put back', () => {
  expect(given({})).toEqual([]);
  expect(given({ quick: 'true' }, ['x'])).toEqual(['--quick', 'x']);
  expect(given({ quick: 'true' }, ['--quick'])).toEqual(['--quick']);
  expect(given({ quick: '' })).toEqual([]);
  expect(given({ fleet: 'true' }, ['fleet.yaml'])).toEqual(['--fleet=fleet.yaml']);
  expect(given({ fleet: 'fleet.yaml', hosts: 'true', quick: 'true' }, ['1/2'])).toEqual([
    '--quick',
    '--fleet=fleet.yaml',
    '--hosts=1/2',
  ]);
  expect(given({ to: 'out' }, ['a', 'b'], OVERVIEW)).toEqual(['--to=out', 'a', 'b']);
  // What npm itself takes for an option of its own that begins alike.
  expect(given({ token_description: 'out' }, ['a'], OVERVIEW)).toEqual(['--to=out', 'a']);
  expect(given({ open: '' }, [], { program: 'report', flags: ['no-open'], positionals: false })).toEqual([
    '--no-open',
  ]);
});

test('what is not clear is refused, with the line to write', () => {
  expect(() => given({ fleet: 'true', hosts: 'true' }, ['fleet.yaml', '1/2'])).toThrow(
    /Write them behind a "--": npm run certify -- --fleet --hosts/,
  );
  expect(() => given({ fleet: 'true' })).toThrow(/npm run certify -- --fleet/);
  expect(() => given({ to: 'true' }, ['a', 'b', 'out'], OVERVIEW)).toThrow(/npm run overview -- --to/);
  expect(() => given({ grep: 'true' }, ['foo'])).toThrow(/npm run certify -- --grep/);
  // Of another program that has started this one.
  const environment = { npm_lifecycle_event: 'test', npm_config_grep: 'true' };
  expect(argumentsFrom(CERTIFY, refuse, { args: [], environment })).toEqual([]);
});

/** `npm run` with these words, as in a shell. */
function npmRun(...words: readonly string[]) {
  const shell = process.platform === 'win32';
  const options = { cwd: ROOT, env: environment({}), encoding: 'utf8', shell } as const;
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', ...words], options);
  return { code: status, output: stdout + stderr };
}

test('the programs, as npm starts them', ({}, testInfo) => {
  const [good, lost, out] = ['good', 'lost', 'out'].map((name) => testInfo.outputPath(name));
  writeCertificate(good ?? '', sampleCertificate());
  writeCertificate(lost ?? '', sampleCertificate({ 'access.grants': { verdict: 'inconclusive' } }));
  const fleet = testInfo.outputPath('fleet.yaml');
  writeFileSync(fleet, 'hosts: {}');

  expect(npmRun('diff', good ?? '', lost ?? '').code).toBe(0);
  expect(npmRun('diff', good ?? '', lost ?? '', '--strict').code).toBe(1);
  expect(npmRun('overview', good ?? '', `--to=${out}`).output).toContain('out');
  for (const program of ['certify', 'doctor'])
    expect(npmRun(program, '--fleet', fleet).output).toContain('names no hosts');
  expect(npmRun('verify', good ?? '', '--key', 'pub.pem').output).toMatch(/npm run verify -- DIR --key/);
});
