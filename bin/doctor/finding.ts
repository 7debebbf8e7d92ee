/** The findings of the doctor: a line each, and what to do about what is in the way. */
import type { Step } from '../../fixtures/preflight/step.ts';

/** A step whose finding is printed. */
export interface PrintedStep extends Pick<Step, 'about' | 'optional'> {
  readonly look: () => Promise<Finding>;
}

export interface Finding {
  /** ok: it works. bad: it is in the way. none: it does not show, or it does not matter to a verdict. */
  readonly mark: 'ok' | 'bad' | 'none';
  /** A few letters, or the name of the setting that it is about. */
  readonly about: string;
  readonly says: string;
  /** For what is in the way. */
  readonly advice?: string;
  /** Whether nothing after it can be looked at. */
  readonly final?: boolean;
}

const SIGNS = { ok: '✓', bad: '✗', none: '–' } as const;

const WIDTH = 24;

/** Returns a finding as the terminal shows it. */
export function lineOf({ mark, about, says, advice }: Finding): string {
  const line = `  ${SIGNS[mark]} ${about.padEnd(WIDTH)} ${says}`;
  return advice === undefined ? line : `${line}\n    ${' '.repeat(WIDTH)} → ${advice}`;
}

/** Makes the finding of what works. */
export const ok = (about: string, says: string): Finding => ({ mark: 'ok', about, says });

/** Makes the finding of what does not show, or does not matter to a verdict. */
export const none = (about: string, says: string): Finding => ({ mark: 'none', about, says });

/** Makes the finding of what is in the way. */
export const bad = (about: string, says: string, advice: string): Finding => ({
  mark: 'bad',
  about,
  says,
  advice,
});

/** Makes the finding of what is in the way from a message that says in its later sentences what to do. */
export function badFrom(about: string, message: string): Finding {
  const [says = '', ...rest] = message.split(/(?<=\.) (?=Check |Write |Let |If )/);
  return bad(about, says.replace(/\.$/, ''), rest.join(' ') || 'Run npm run certify, which says more.');
}

/** Holds the Node that runs this program against what package.json asks for. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 12)
    ? ok('Node', version)
    : bad('Node', `${version} is too old`, 'Install Node 20.12 or newer: https://nodejs.org');
}
