export { secondFaults } from './faults/index.ts';
export { serveSecond } from './serve.ts';
