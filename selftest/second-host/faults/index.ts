import type { SecondFault } from '../contract.ts';
import type { Deviation } from '../ways.ts';
import type { PlantedFault } from './planted.ts';

const planted: readonly PlantedFault[] = [];

export const secondFaults: readonly SecondFault[] = planted;

export function deviationOf(name: string | undefined): Deviation {
  if (name === undefined) return {};
  const fault = planted.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`The second host knows no fault ${name}`);
  return fault.deviation;
}
