export { secondFaults } from './faults/index.ts';
export { secondInMemory, serveSecond } from './serve.ts';
