export type { SecondAccount, SecondFault, SecondRules } from './contract.ts';
export { secondFaults } from './faults/index.ts';
export { serveSecond } from './serve.ts';
