/** Unusual hosts that conform: how they write `expire_date`, for which the page names no form, and how they count. */
import { BY_EXPIRE_DATE, type Unusual, withBoth, withFields } from '../../variants/variant.ts';
import { withText } from '../../variants/wire.ts';
import { type Answer, Host, referenceHost } from '../../reference/routes.ts';
import { type Account, type Session, Sessions } from '../../reference/rules.ts';

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

/** A TTL with room for a whole second on each side. */
const ROOM = { ttl: 6 };

/** Sessions whose ends are whole seconds, rounded like this. */
function wholeSeconds(round: (seconds: number) => number): typeof Sessions {
  return class extends Sessions {
    protected override make(account: Account): Session {
      const session = super.make(account);
      this.extend(session);
      return session;
    }

    protected override extend(session: Session): void {
      super.extend(session);
      session.expireDate = round(session.expireDate);
    }
  };
}

/** Ends sessions by the second, though it keeps their ends whole: up to a second early. */
class EndedByTheSecond extends Sessions {
  protected override hasEnded(session: Session): boolean {
    return Math.floor(session.expireDate) <= Math.floor(this.rules.now());
  }
}

class TellsWholeSeconds extends Host {
  protected override pair(session: Session): Answer {
    const answer = super.pair(session);
    return { ...answer, body: { ...Object(answer.body), expire_date: Math.floor(session.expireDate) } };
  }
}

export const unusualDates: readonly Unusual[] = [
  {
    name: 'expire-date-told-in-whole-seconds',
    unusual: 'The expire_date is told without its fraction; the session ends with the fraction.',
    host: withFields(({ expireDate }) => ({ expire_date: Math.floor(expireDate) })),
  },
  {
    name: 'ends-in-whole-seconds',
    byChance: true,
    unusual: 'Sessions end in whole seconds, up to a second early, and expire_date says so.',
    host: withBoth(TellsWholeSeconds, EndedByTheSecond),
    periods: ROOM,
  },
  {
    name: 'ends-rounded-down',
    byChance: true,
    unusual: 'Ends are whole seconds, rounded down.',
    host: withBoth(Host, wholeSeconds(Math.floor)),
    periods: ROOM,
  },
  {
    name: 'ends-rounded-up',
    byChance: true,
    unusual: 'Ends are whole seconds, rounded up.',
    host: withBoth(Host, wholeSeconds(Math.ceil)),
    periods: ROOM,
  },
  {
    name: 'expire-date-with-microseconds',
    unusual: 'The expire_date is a number with six digits after the point, zeros included.',
    host: withFields(({ expireDate }) => ({ expire_date: Math.floor(expireDate * 1e6) / 1e6 })),
  },
  {
    name: 'expire-date-in-milliseconds',
    unusual: 'The expire_date is a number of milliseconds.',
    host: withFields(({ expireDate }) => ({ expire_date: Math.round(expireDate * 1000) })),
    deviates: ['issue.expire-date'],
  },
  {
    name: 'expire-date-in-whole-microseconds',
    unusual: 'The expire_date is a whole number of microseconds.',
    host: withFields(({ expireDate }) => ({ expire_date: Math.round(expireDate * 1e6) })),
    deviates: ['issue.expire-date'],
  },
  {
    name: 'expire-date-in-iso-with-zone',
    unusual: 'The expire_date is an ISO date with a Z.',
    host: withFields(({ expireDate }) => ({ expire_date: iso(expireDate) })),
    deviates: ['issue.expire-date'],
  },
  {
    name: 'expire-date-in-iso-with-offset',
    unusual: 'The expire_date is a date as databases print it, with microseconds and the offset of a zone.',
    host: withFields(({ expireDate }) => ({
      expire_date: iso(expireDate + 3 * 3600)
        .replace('T', ' ')
        .replace('Z', '000+03:00'),
    })),
    deviates: ['issue.expire-date'],
  },
  {
    name: 'expire-date-in-local-time',
    unusual: "The expire_date is an ISO date in the host's own zone, which it does not name.",
    host: withFields(({ expireDate }) => ({ expire_date: iso(expireDate + 3 * 3600).replace('Z', '') })),
    untested: BY_EXPIRE_DATE,
    deviates: ['issue.expire-date'],
  },
  {
    name: 'expire-date-with-an-exponent',
    unusual: 'The expire_date is a number with an exponent, as some languages print large ones.',
    host: referenceHost,
    wire: withText((text) =>
      text.replace(/(?<="expire_date":)[\d.]+/, (number) => Number(number).toExponential()),
    ),
  },
  {
    name: 'expire-date-as-text',
    unusual: 'The expire_date is a text with a number.',
    host: withFields(({ expireDate }) => ({ expire_date: expireDate.toFixed(6) })),
    deviates: ['issue.expire-date'],
  },
  {
    name: 'expire-date-as-object',
    unusual: 'The expire_date is an object, as some databases write dates.',
    host: withFields(({ expireDate }) => ({
      expire_date: { $date: { $numberLong: `${Math.round(expireDate * 1000)}` } },
    })),
    untested: BY_EXPIRE_DATE,
    deviates: ['issue.expire-date'],
  },
];
