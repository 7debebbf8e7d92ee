/** Holds the record of experiments that was computed again from evidence against the one that the run left. */
import { isDeepStrictEqual } from 'node:util';
import { readExperiments } from '../../fixtures/experiments/record.ts';

/**
 * Returns the names of the experiments whose record is another one.
 * @param run the id of the run on this host.
 */
export function changedExperiments(original: string, rejudged: string, run: string): string[] {
  const [before, now] = [original, rejudged].map((folder) => readExperiments(folder, run));
  if (!before || !now) return before === now ? [] : ['all'];
  const plan = isDeepStrictEqual(before.plan, now.plan) ? [] : ['the plan of all'];
  const [was, is]: Array<Readonly<Record<string, unknown>>> = [before.observations, now.observations];
  const names = Object.keys({ ...was, ...is });
  return [...plan, ...names.filter((name) => !isDeepStrictEqual(was?.[name], is?.[name]))];
}
