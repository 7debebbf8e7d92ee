/**
 * Global setup of the self-tests: begins a run without tests, so that the product is compiled on one core while Playwright
 * loads the self-tests on the other. Otherwise each of the first runs would compile the product.
 */
import path from 'node:path';
import { ROOT, settingsFor, start } from './product.ts';

export default function warmUp(): void {
  const reportDir = path.join(ROOT, 'selftest-results', 'warm-up');
  const values = { ...settingsFor('http://127.0.0.1:9'), OZ_REPORT_DIR: reportDir };
  const child = start(values, ['--grep', 'nothing has this name']);
  for (const stream of [child.stdout, child.stderr]) stream.resume();
}
