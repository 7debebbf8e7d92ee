/**
 * Faulty hosts: each is the reference host but for one deviation, and names the sentence of the page that it breaks
 * and exactly the requirements that must fail because of it.
 */
import { accessFaults } from './access-faults.ts';
import { errorFaults } from './error-faults.ts';
import { extensionFaults } from './extension-faults.ts';
import type { Fault } from './variant.ts';
import { renewalFaults } from './renewal-faults.ts';

export const faults: readonly Fault[] = [
  ...accessFaults,
  ...extensionFaults,
  ...renewalFaults,
  ...errorFaults,
];
