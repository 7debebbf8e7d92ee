/** The tests of the product, as Playwright lists them. */
import { execFileSync } from 'node:child_process';
import { environment, ROOT, settingsFor } from './product.ts';

/** A test of the product. */
export interface Spec {
  readonly title: string;
  /** Path below `tests/`. */
  readonly file: string;
  readonly line: number;
  readonly tags: readonly string[];
}

/** A suite in Playwright's list. */
interface Listed {
  readonly suites?: readonly Listed[];
  readonly specs?: readonly Spec[];
}

const flat = ({ suites = [], specs = [] }: Listed): Spec[] => [...specs, ...suites.flatMap(flat)];

/** Lists the tests of `tests/*.spec.ts`. */
export function listSpecs(): Spec[] {
  const text = execFileSync(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--list', '--reporter=json'],
    { cwd: ROOT, env: environment(settingsFor('http://127.0.0.1:9')), encoding: 'utf8' },
  );
  const listed: Listed = JSON.parse(text);
  return flat(listed).filter(({ file }) => file.endsWith('.spec.ts'));
}
