/** The judgement of a report's evidence for `npm run verify -- --rejudge`, made by the program `rejudge` in a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../fixtures/settings/values.ts';
import { lastCertificate } from '../reporter/certificate/files.ts';
import type { Again } from '../reporter/signature/describe.ts';
import { comparedAgain } from '../reporter/signature/follows.ts';
import type { AnyCertificate } from '../schemas/any-certificate.ts';

/** Judges the evidence in a report folder again, and tells where the outcome is not that of its certificate. */
export function judgeAgain(folder: string, certificate: AnyCertificate): Again {
  const to = mkdtempSync(path.join(tmpdir(), 'oz-rejudged-'));
  try {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['bin/start.mjs', 'bin/rejudge.ts', path.resolve(folder), '--to', to],
      { cwd: ROOT, encoding: 'utf8', maxBuffer: 100e6 },
    );
    const rejudged = lastCertificate(to);
    if (!rejudged) return { impossible: (stderr || stdout).trim() };
    return comparedAgain(certificate, rejudged);
  } finally {
    rmSync(to, { recursive: true });
  }
}
