import { right } from '../ways.ts';
import type { PlantedFault } from './planted.ts';

export const serviceFaults: readonly PlantedFault[] = [
  {
    name: 'second-service-has-the-regular-period',
    wrong: 'Service accounts have the period of the others.',
    breaks: 'S4',
    fails: ['service.lifetime', 'service.outlives-regular', 'service.refreshes'],
    deviation: { period: (_account, rules) => rules.ttl },
  },
  {
    name: 'second-service-extends-for-the-regular-period',
    wrong: 'A request leaves every session the regular period, also that of a service account.',
    breaks: 'S4 S6',
    fails: ['service.outlives-regular'],
    deviation: { sql: { extend: right.sql.extend.replace(':now + :period', ':now + :regular') } },
  },
  {
    name: 'second-service-renews-for-the-regular-period',
    wrong: 'A renewed session has the regular period, also that of a service account.',
    breaks: 'S4 S8',
    fails: ['service.refreshes', 'service.outlives-regular'],
    deviation: { sql: { renew: right.sql.renew.replace(':now + :period', ':now + :regular') } },
  },
];
