/** The files for CI systems, as text and as their systems parse them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../tools/certify.ts';

const FOLDER = path.join(ROOT, 'docs/ci');

/** Names of the files in `docs/ci/`, of the action and of the Dockerfile. */
export const ciFiles = [...readdirSync(FOLDER).map((name) => `docs/ci/${name}`), 'action.yml', 'Dockerfile'];

export function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Returns the text of a file without the lines that are only a comment. */
export function codeOf(file: string): string {
  return textOf(file).replaceAll(/^\s*(#|\/\/).*$/gm, '');
}

/** Returns a component of GitLab with the defaults of its inputs in their places. */
function withDefaults(text: string): string {
  return text.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, input: string) => {
    const [, value = ''] = new RegExp(`^    ${input}:[^]*?\\n      default: (.*)$`, 'm').exec(text) ?? [];
    return value.replaceAll("'", '');
  });
}

/** Returns the value at this place of a YAML file, the last document of it if it has several; undefined if there is none. */
export function at(file: string, ...keys: Array<string | number>): unknown {
  let value: unknown = parseAllDocuments(withDefaults(textOf(file)))
    .at(-1)
    ?.toJS();
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map(Object.entries(value)).get(String(key));
  }
  return value;
}

/** Returns the script with which a system compares a nightly run with an earlier run. */
export function comparisons(): Record<'gitlab' | 'jenkins', string> {
  const [, jenkins = ''] = /sh '''([^']*npm run diff[^']*)'''/.exec(textOf('docs/ci/Jenkinsfile')) ?? [];
  return {
    gitlab: String(at('docs/ci/gitlab-component.yml', 'certify-change', 'script', 0)),
    jenkins: jenkins.replaceAll(/^ {10}/gm, '').trimStart(),
  };
}

/** A step of the action that runs a command. */
export interface Step {
  readonly name: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

/** Returns the step of the action with this name. */
export function stepOfAction(name: string): Step {
  const steps = at('action.yml', 'runs', 'steps');
  const step = (Array.isArray(steps) ? steps : []).find((one: Partial<Step>) => one.name === name);
  return { name, shell: '', env: {}, run: '', ...step };
}
