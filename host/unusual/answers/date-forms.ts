/** Unusual hosts that conform: dates in the forms of other standards, and of the layer that the API is built on. */
import { BY_EXPIRE_DATE, type Unusual, withFields } from '../../variants/variant.ts';

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
const wholeSecond = (seconds: number) => new Date(Math.floor(seconds) * 1000);

/** The host whose `expire_date` is written like this. */
const written = (date: (seconds: number) => unknown) =>
  withFields(({ expireDate }) => ({ expire_date: date(expireDate) }));

const deviates = ['issue.expire-date'] as const;

export const unusualDateForms: readonly Unusual[] = [
  {
    name: 'expire-date-of-http',
    unusual: 'The expire_date is written as HTTP writes dates.',
    host: written((seconds) => wholeSecond(seconds).toUTCString()),
    deviates,
  },
  {
    name: 'expire-date-of-a-database',
    unusual: 'The expire_date is a date as PostgreSQL prints it, whose zone has hours only.',
    host: written((seconds) => `${iso(Math.floor(seconds)).slice(0, 19).replace('T', ' ')}+00`),
    deviates,
  },
  {
    name: 'expire-date-in-basic-iso',
    unusual: 'The expire_date is an ISO date in its basic form.',
    host: written((seconds) => `${iso(seconds).slice(0, 19).replaceAll(/[-:]/g, '')}Z`),
    deviates,
  },
  {
    name: 'expire-date-in-iso-without-a-zone',
    unusual: 'The expire_date is an ISO date in UTC that does not say so.',
    host: written((seconds) => iso(seconds).slice(0, 23)),
    deviates,
  },
  {
    name: 'expire-date-of-digits',
    unusual:
      'The expire_date is fourteen digits, from the year to the second, in a zone that it does not name.',
    host: written((seconds) =>
      iso(seconds + 2 * 3600)
        .slice(0, 19)
        .replaceAll(/\D/g, ''),
    ),
    untested: BY_EXPIRE_DATE,
    deviates,
  },
];
