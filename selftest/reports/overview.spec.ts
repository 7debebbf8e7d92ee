/** Tests the overview of a fleet: who conforms, what differs, what got worse. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readOverview } from '../../reporter/fleet/files.ts';
import { type Circumstances, type FoundCertificate, makeOverview } from '../../reporter/fleet/overview.ts';
import { certificateFile, writeCertificate } from '../../reporter/certificate/files.ts';
import { mismatches } from '../../schemas/index.ts';
import { expect, program, test } from '../tools/certify.ts';
import { circumstances, host, MUST, type Outcomes, sampleOf } from './overview-samples.ts';
import { failure, untested } from './page-samples.ts';
import { sampleCertificate } from '../tools/sample-certificate.ts';

const verdict = (found: readonly FoundCertificate[], changes?: Partial<Circumstances>) =>
  makeOverview(found, circumstances(changes)).verdict;

test('a fleet conforms only if each of its hosts does and none is missing', () => {
  const [good, open, bad] = [
    host('a'),
    host('b', { [MUST]: untested }),
    host('c', { [MUST]: failure('no') }),
  ];

  expect(verdict([good])).toBe('conformant');
  expect(verdict([good, open])).toBe('inconclusive');
  expect(verdict([good, open, bad])).toBe('nonconformant');
  expect(verdict([])).toBe('inconclusive');
  expect(verdict([good], { expected: ['a', 'z'] })).toBe('inconclusive');
  expect(makeOverview([good], circumstances({ expected: ['z', 'a'] })).missing).toEqual(['z']);
  expect(verdict([good], { expected: ['a', 'z'], part: true })).toBe('conformant');
});

test('only what is not the same everywhere is a difference', () => {
  const waived = sampleCertificate(
    { [MUST]: failure('no') },
    { waivers: [{ requirement: MUST, reason: 'known', owner: 'Jane', until: '9999-12-31' }] },
  );
  const overview = makeOverview(
    [
      host('a'),
      host('b', { [MUST]: failure('no'), 'error.codes': failure('no') }),
      { name: 'c', folder: 'c', certificate: waived },
    ],
    circumstances(),
  );

  expect(overview.differences).toEqual([
    {
      id: MUST,
      level: 'MUST',
      outcomes: [
        { outcome: 'passed', hosts: ['a'] },
        { outcome: 'failed', hosts: ['b'] },
        { outcome: 'waived', hosts: ['c'] },
      ],
    },
    {
      id: 'error.codes',
      level: 'SHOULD',
      outcomes: [
        { outcome: 'passed', hosts: ['a', 'c'] },
        { outcome: 'deviates', hosts: ['b'] },
      ],
    },
  ]);
  expect(overview.hosts.map(({ verdict, waived }) => [verdict, waived])).toEqual([
    ['conformant', 0],
    ['nonconformant', 0],
    ['conformant', 1],
  ]);
  expect(mismatches('overview', overview)).toEqual([]);
});

test('what changed is told until there is another run', () => {
  const first = makeOverview([host('a'), host('b')], circumstances());
  const second = makeOverview(
    [host('a', { [MUST]: failure('x'.repeat(2000)) }, 2), host('b', {}, 2), host('new', {}, 2)],
    circumstances({ previous: first }),
  );
  const [a, b, fresh] = second.hosts;

  expect(a?.since?.run.id).toBe('run1.a');
  expect(a?.since?.changes).toMatchObject([{ id: MUST, kind: 'worse', before: 'passed', after: 'failed' }]);
  expect(a?.since?.changes[0]?.reason?.length).toBeLessThan(500);
  expect([b?.since?.changes, fresh?.since]).toEqual([[], undefined]);
  expect(mismatches('overview', second)).toEqual([]);

  const again = makeOverview([host('a', { [MUST]: failure('no') }, 2)], circumstances({ previous: second }));
  expect(again.hosts[0]?.since).toEqual(a?.since);
});

test('the folders of several machines come to one overview, and a lost part of them is no pass', ({}, testInfo) => {
  const at = (...names: string[]) => testInfo.outputPath(...names);
  const all = ['a', 'b', 'c'];
  const leave = (folder: string, name: string, outcomes?: Outcomes, run?: number) =>
    writeCertificate(at(folder, name), sampleOf(name, outcomes, run));
  const shard = (folder: string, names: readonly string[]) => {
    mkdirSync(at(folder), { recursive: true });
    const part = makeOverview(
      names.map((name) => host(name)),
      circumstances({ expected: all, part: true }),
    );
    writeFileSync(at(folder, 'overview.json'), JSON.stringify(part));
  };
  leave('one', 'a');
  leave('one', 'stale', { [MUST]: failure('an earlier fleet had it') });
  leave('two', 'b');
  shard('one', ['a']);
  shard('two', ['b']);
  const run = (...args: string[]) => program('overview', [...args, '--to', at('to')]);

  const lost = run(at('one'), at('two'));
  expect(lost.output).toContain('INCONCLUSIVE: 2 of 3 hosts conform, 1 left no certificate');
  expect(lost.code).toBe(2);

  leave('three', 'c');
  expect(run(at('one'), at('two'), at('three')).code).toBe(0);
  leave('three', 'c', { [MUST]: failure('no') }, 2);
  const worse = run(at('one'), at('two'), at('three'));
  expect([worse.code, worse.output]).toEqual([1, expect.stringContaining('1 got worse since the last run')]);
  expect(readOverview(at('to'))?.hosts.map(({ folder }) => folder)).toEqual(
    ['one/a', 'two/b', 'three/c'].map((folder) => path.join('..', folder)),
  );

  writeFileSync(certificateFile(at('three', 'c')), '{"verdict":"conformant"}');
  const broken = run(at('one'), at('two'), at('three'));
  expect([broken.code, broken.output]).toEqual([
    2,
    expect.stringContaining('is no certificate of this suite'),
  ]);
  rmSync(at('three', 'c'), { recursive: true });
  expect(run(at('one'), at('three')).output).toContain('three holds no certificate');
  leave('two-again', 'b');
  expect(run(at('two'), at('two-again')).output).toMatch(/The host b has a certificate in .*two.b and in/);
  expect(run().output).toContain('No folder is named');
});
