/** Allure's report of a run, as one page that loads nothing from anywhere. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../fixtures/settings/values.ts';
import { writeWhole } from '../../fixtures/evidence/whole-file.ts';

const ALLURE = path.join(ROOT, 'node_modules/allure/cli.js');

/** Allure has no setting that leaves its analytics out. */
const ANALYTICS =
  /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>\s*window\.dataLayer[^<]*<\/script>/;

/** Nothing that is left, or that an answer of a host could smuggle in, may load anything either. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data:",
  ...['img', 'font', 'media', 'connect', 'worker', 'frame'].map((kind) => `${kind}-src data: blob:`),
  "form-action 'none'",
].join('; ');

/** @throws where the analytics are not where they are known to be. */
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

/** What Allure keeps of each run that it made a page of, one line a run; the name stands in allurerc.json too. */
export const HISTORY = 'allure-history.jsonl';

/** A page that is made again must not count its run twice: its line, the last one, goes. */
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
 * Makes the page from the Allure results in this folder, whole or not at all, and gives back its file. What it shows of
 * earlier runs, it has from the history in the same folder.
 * @param name what the page is called: Allure's own figures know no verdict.
 * @throws where Allure cannot make it.
 */
export async function buildAllurePage(reportDir: string, name: string): Promise<string> {
  const folder = path.join(reportDir, 'allure-report');
  const made = `${folder}.new`;
  // A run removes the page of the last one: this page is of the same run.
  if (existsSync(folder)) dropLastLine(path.join(reportDir, HISTORY));
  for (const old of [made, folder]) rmSync(old, { recursive: true, force: true });
  const config = path.join(__dirname, 'allurerc.json');
  const to = ['--config', config, '--cwd', reportDir, '--output', made, '--name', name];
  // In a process of its own: the loader that reads our TypeScript cannot load all of Allure's modules.
  // Allure looks for its history in the folder that it runs in.
  await promisify(execFile)(process.execPath, [ALLURE, 'generate', ...to, 'allure-results'], {
    cwd: reportDir,
  });
  const page = path.join(made, 'index.html');
  writeFileSync(page, withoutAnalytics(readFileSync(page, 'utf8')));
  renameSync(made, folder);
  return path.join(folder, 'index.html');
}
