/**
 * Begins one run of nothing. Playwright then loads the tests, on one core; meanwhile, what the product needs is compiled on the
 * other one, instead of by each of the first runs by itself.
 */
import path from 'node:path';
import { ROOT, settingsFor, start } from './product.ts';

export default function warmUp(): void {
  const reportDir = path.join(ROOT, 'selftest-results', 'warm-up');
  const values = { ...settingsFor('http://127.0.0.1:9'), OZ_REPORT_DIR: reportDir };
  const child = start(values, ['--grep', 'nothing has this name']);
  for (const stream of [child.stdout, child.stderr]) stream.resume();
}
