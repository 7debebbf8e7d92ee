/** Allure's report of a run, as one HTML page that loads nothing from anywhere. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../fixtures/settings/values.ts';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';

const ALLURE = path.join(ROOT, 'node_modules/allure/cli.js');

/** Analytics in Allure's page, which no setting of Allure's leaves out. */
const ANALYTICS =
  /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>\s*window\.dataLayer[^<]*<\/script>/;

/** Content security policy of the page: whatever else the page or a host's answer holds may load nothing. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data:",
  ...['img', 'font', 'media', 'connect', 'worker', 'frame'].map((kind) => `${kind}-src data: blob:`),
  "form-action 'none'",
].join('; ');

/**
 * Removes the analytics, and adds the policy.
 * @throws {Error} if the analytics do not stand where this version of Allure is known to have them.
 */
function withoutAnalytics(html: string): string {
  const stripped = html.replace(ANALYTICS, '');
  const head = stripped.replace(
    '<head>',
    `<head>\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
  );
  if (stripped === html || head === stripped || /googletagmanager|gtag\(/.test(head))
    throw new Error('this version of Allure has its analytics elsewhere; the report was not kept');
  return head;
}

/** File with Allure's history, one line for each run that has a page. The name also stands in allurerc.json. */
export const HISTORY = 'allure-history.jsonl';

/** Removes the last run from the history. A page that is made again would otherwise count the run twice. */
function dropLastLine(file: string): void {
  if (!existsSync(file)) return;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeWhole(
    file,
    lines
      .slice(0, -1)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/**
 * Makes the page from the Allure results in this folder, whole or not at all, and returns its path. Earlier runs come
 * from the history in the same folder.
 * @param name title of the page, which holds the verdict because Allure has no place for one.
 * @throws {Error} if Allure cannot make the page.
 */
export async function buildAllurePage(reportDir: string, name: string): Promise<string> {
  const folder = path.join(reportDir, 'allure-report');
  const made = `${folder}.new`;
  // Every run removes the page of the run before, so a page that still stands here is of this run.
  if (existsSync(folder)) dropLastLine(path.join(reportDir, HISTORY));
  for (const old of [made, folder]) rmSync(old, { recursive: true, force: true });
  const config = path.join(__dirname, 'allurerc.json');
  const to = ['--config', config, '--cwd', reportDir, '--output', made, '--name', name];
  // Allure runs in its own process, because the loader of this project's TypeScript cannot load all of its modules,
  // and in the report folder, where it looks for its history.
  await promisify(execFile)(process.execPath, [ALLURE, 'generate', ...to, 'allure-results'], {
    cwd: reportDir,
  });
  const page = path.join(made, 'index.html');
  writeFileSync(page, withoutAnalytics(readFileSync(page, 'utf8')));
  renameSync(made, folder);
  return path.join(folder, 'index.html');
}
