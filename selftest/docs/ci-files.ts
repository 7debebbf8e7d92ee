/** The files for CI systems, as text and as their systems parse them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../tools/certify.ts';

const FOLDER = path.join(ROOT, 'docs/ci');

/** Names of the files in `docs/ci/`, and of the Dockerfile. */
export const ciFiles = [...readdirSync(FOLDER).map((name) => `docs/ci/${name}`), 'Dockerfile'];

export function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Returns the text of a file without the lines that are only a comment. */
export function codeOf(file: string): string {
  return textOf(file).replaceAll(/^\s*(#|\/\/).*$/gm, '');
}

/** Returns the value at this place of a YAML file; undefined if there is none. */
export function at(file: string, ...keys: Array<string | number>): unknown {
  let value: unknown = parse(textOf(file));
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map(Object.entries(value)).get(String(key));
  }
  return value;
}

/** Returns the scripts that compare a nightly run with an earlier run, for all three systems. */
export function comparisons(): Record<string, string> {
  const [, jenkins = ''] = /sh '''([^']*npm run diff[^']*)'''/.exec(textOf('docs/ci/Jenkinsfile')) ?? [];
  const steps = at('docs/ci/github-actions.yml', 'jobs', 'certify', 'steps');
  const github = (Array.isArray(steps) ? steps : []).flatMap(({ run }: { run?: string }) =>
    run?.includes('npm run diff') ? [run] : [],
  );
  return {
    github: github.join('\n'),
    gitlab: String(at('docs/ci/gitlab-ci.yml', 'change', 'script', 0)),
    jenkins: jenkins.replaceAll(/^ {10}/gm, '').trimStart(),
  };
}
