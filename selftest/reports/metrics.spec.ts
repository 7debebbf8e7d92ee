/** Tests the metrics of a run against the grammar of OpenMetrics, and the files that use them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { METRICS, metricsText, writeMetrics } from '../../reporter/formats/metrics.ts';
import { expect, ROOT, test } from '../tools/certify.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';
import { readOpenMetrics } from './openmetrics-reader.ts';

const RULES = path.join(ROOT, 'docs/ci/prometheus-rules.yml');
const DASHBOARD = path.join(ROOT, 'docs/ci/grafana-dashboard.json');

const NASTY = `7.4"} 1\nfake_metric{host="\\x\\"} 2\r\n# EOF\u0000\u001b[31m\u202e é 😀 ${'x'.repeat(300)}`;

const figures = [{ endpoint: 'login', requests: 70, median: 0.021, p95: 0.04, worst: 1e-7 } as const];
const failed = { verdict: 'failed', reason: 'no' } as const;
const UNTIL = { reason: 'known', owner: 'Jane', until: '2030-01-01' };

const broken = sampleCertificate(
  { 'issue.returns-pair': failed, 'error.codes': failed, 'access.grants': failed },
  { figures, waivers: [{ requirement: 'access.grants', ...UNTIL }] },
);
const { host } = broken;

/** A fleet with all kinds of hosts, one of them hostile. */
const fleet = [
  { name: 'bank-a', certificate: sampleCertificate({}, { figures, host: { ...host, version: '7.4.0' } }) },
  { name: 'bank-b', certificate: broken },
  { name: NASTY, certificate: sampleCertificate({}, { host: { ...host, url: NASTY, version: NASTY } }) },
];

test('a run against one host says what it found, what it sent, and when it ended', () => {
  const { valueOf, labelsOf, families } = readOpenMetrics(
    metricsText([{ name: undefined, certificate: broken }]),
  );

  const host = 'https://api.example.com/';
  expect(valueOf('verdict', { host, verdict: 'nonconformant' })).toBe(1);
  expect(valueOf('verdict', { host, verdict: 'conformant' })).toBe(0);
  expect(valueOf('requirements', { host, level: 'MUST', verdict: 'failed' })).toBe(2);
  expect(valueOf('requirements', { host, level: 'SHOULD', verdict: 'failed' })).toBe(1);
  expect(valueOf('requirements', { host, level: 'MUST', verdict: 'inconclusive' })).toBe(0);
  expect(valueOf('waived_requirements', { host })).toBe(1);
  expect(labelsOf('requirement_failed')).toEqual([
    { host, requirement: 'issue.returns-pair', level: 'MUST', waived: 'false' },
    { host, requirement: 'access.grants', level: 'MUST', waived: 'true' },
    { host, requirement: 'error.codes', level: 'SHOULD', waived: 'false' },
  ]);
  expect(valueOf('answer_seconds', { host, endpoint: 'login', statistic: 'p95' })).toBe(0.04);
  expect(valueOf('answer_seconds', { host, endpoint: 'login', statistic: 'worst' })).toBe(1e-7);
  expect(valueOf('run_requests', { host })).toBe(broken.run.requests);
  expect(valueOf('run_sessions', { host })).toBe(broken.run.sessions);
  expect(valueOf('run_end_timestamp_seconds', { host })).toBe(Date.parse(broken.run.end) / 1000);
  expect(valueOf('session_ttl_seconds', { host })).toBe(900);
  expect(families.get('oz_auth_conformance_answer_seconds')).toMatchObject({
    type: 'gauge',
    unit: 'seconds',
  });
});

test('the embedded host has one name in all runs, and a run that was not made has the name unknown', () => {
  const names = [
    { ...host, url: 'http://127.0.0.1:40123/', embedded: true },
    { ...host, url: '' },
  ].map((host) => {
    const certificate = sampleCertificate({}, { host });
    return readOpenMetrics(metricsText([{ name: undefined, certificate }])).labelsOf('waived_requirements');
  });

  expect(names).toEqual([[{ host: 'embedded' }], [{ host: 'unknown' }]]);
});

test('no host and no fleet file breaks the format', () => {
  const { labelsOf, families } = readOpenMetrics(metricsText(fleet));

  const [, , nasty] = labelsOf('info');
  expect(nasty?.['version']).toMatch(
    /^7\.4"\} 1 fake_metric\{host="\\x\\"\} 2 # EOF‹U\+0000›‹U\+001B›\[31m‹U\+202E› é 😀 x+…$/u,
  );
  expect([...families.keys()].filter((name) => !name.startsWith('oz_auth_conformance_'))).toEqual([]);
  expect(labelsOf('verdict')).toHaveLength(9);
});

test('the file is replaced whole', ({}, testInfo) => {
  const folder = testInfo.outputPath('report');
  mkdirSync(folder);
  writeFileSync(path.join(folder, METRICS), 'of an earlier run');

  writeMetrics(folder, fleet);

  expect(readFileSync(path.join(folder, METRICS), 'utf8')).toBe(metricsText(fleet));
  expect(readdirSync(folder)).toEqual([METRICS]);
});

/** Returns the queries in a value, which rules and a dashboard keep under `expr`. */
function queriesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'expr' && typeof inner === 'string' ? [inner] : queriesIn(inner),
  );
}

const queries = [RULES, DASHBOARD].flatMap((file) => queriesIn(parse(readFileSync(file, 'utf8'))));

test('alerts and dashboard ask for gauges and labels that there are', () => {
  const { families, samples } = readOpenMetrics(metricsText(fleet));
  const texts = [RULES, DASHBOARD]
    .map((file) => readFileSync(file, 'utf8').replaceAll('\\"', '"'))
    .join('\n');

  const used = [...texts.matchAll(/(oz_auth_conformance_\w+)(?:\{([^}]*)\})?/g)];

  expect(used.length).toBeGreaterThan(queries.length);
  for (const [, name = '', selector = ''] of used) {
    expect([...families.keys()]).toContain(name);
    const labels = new Set(
      samples.filter((one) => one.name === name).flatMap((one) => Object.keys(one.labels)),
    );
    for (const [, label] of selector.matchAll(/(\w+)(?:=~?|!=)/g)) expect([...labels]).toContain(label);
  }
});

const promtool = (args: readonly string[], input = '') =>
  spawnSync('promtool', args, { input, encoding: 'utf8' });

test("Prometheus' own parser accepts the metrics, the alerts and the queries", ({}, testInfo) => {
  test.skip(promtool(['--version']).error !== undefined, 'there is no promtool: apt-get install prometheus');
  const rules = testInfo.outputPath('queries.yml');
  const asRules = queries.map((query, nth) => ({ record: `query:${nth}`, expr: query }));
  writeFileSync(rules, JSON.stringify({ groups: [{ name: 'queries', rules: asRules }] }));

  const answers = [
    promtool(['check', 'metrics'], metricsText(fleet)),
    promtool(['check', 'rules', RULES, rules]),
  ];

  expect(answers.map(({ status, stderr }) => ({ status, stderr }))).toEqual([
    { status: 0, stderr: '' },
    { status: 0, stderr: '' },
  ]);
  expect(promtool(['check', 'metrics'], metricsText(fleet).replace('"} 1', '"} one')).status).not.toBe(0);
});
