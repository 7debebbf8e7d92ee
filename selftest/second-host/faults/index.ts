import type { SecondFault } from '../contract.ts';
import type { Deviation } from '../ways.ts';
import { accessFaults } from './access.ts';
import { errorFaults } from './error.ts';
import { extensionFaults } from './extension.ts';
import { issueFaults } from './issue.ts';
import { refreshFaults } from './refresh.ts';
import { serviceFaults } from './service.ts';
import { switchFaults } from './switch.ts';

const planted = [
  ...issueFaults,
  ...accessFaults,
  ...extensionFaults,
  ...serviceFaults,
  ...refreshFaults,
  ...switchFaults,
  ...errorFaults,
];

export const secondFaults: readonly SecondFault[] = planted;

export function deviationOf(name: string | undefined): Deviation {
  if (name === undefined) return {};
  const fault = planted.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`The second host knows no fault ${name}`);
  return fault.deviation;
}
