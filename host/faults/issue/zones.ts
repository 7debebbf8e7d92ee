/** Faulty hosts: dates that name a zone and mean another. */
import { BY_EXPIRE_DATE, type Fault, withFields } from '../../variants/variant.ts';

const AHEAD = 2 * 3600;

export const dateFaults: readonly Fault[] = [
  {
    name: 'expire-date-called-gmt-is-local',
    wrong: 'The expire_date is an HTTP date that says GMT, and is local time, two hours ahead.',
    breaks: 'S4',
    fails: [...BY_EXPIRE_DATE, 'issue.expire-date', 'refresh.lifetime'],
    host: withFields(({ expireDate }) => ({
      expire_date: new Date((Math.floor(expireDate) + AHEAD) * 1000).toUTCString(),
    })),
  },
  {
    name: 'expire-date-of-a-local-clock',
    wrong: 'The expire_date is Unix seconds that were made of local time, two hours behind.',
    breaks: 'S4',
    fails: [...BY_EXPIRE_DATE, 'issue.expire-date', 'refresh.lifetime'],
    host: withFields(({ expireDate }) => ({ expire_date: expireDate - AHEAD })),
  },
];
