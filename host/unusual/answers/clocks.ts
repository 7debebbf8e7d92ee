/** Unusual hosts that conform: their clocks, and what their `Date` says. */
import { BY_EXPIRE_DATE, type Unusual, withClock } from '../../variants/variant.ts';
import { withText } from '../../variants/wire.ts';
import { type Answer, Host, type Incoming, referenceHost, steadyClock } from '../../reference/routes.ts';
import { Sessions } from '../../reference/rules.ts';

const HOUR = 3600;
const ahead = (seconds: number) => () => steadyClock() + seconds;

/** The `Date` of a clock that is so many seconds off. */
const dated = (seconds: number) => (answer: Answer) => ({
  ...answer,
  headers: { ...answer.headers, Date: dateHeader(seconds) },
});

const withoutDate: Unusual['wire'] = () => (call) => {
  call.response.sendDate = false;
  return withText((text) => text)()(call);
};

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The date as RFC 850 wrote it, which HTTP still asks clients to read. */
function obsolete(seconds: number): string {
  const now = new Date((steadyClock() + seconds) * 1000);
  const [, day, month, year = '', time] = now.toUTCString().split(' ');
  return `${DAYS[now.getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
}

/** What a `Date` says, so many seconds off. */
function dateHeader(ahead: number): string {
  return new Date((steadyClock() + ahead) * 1000).toUTCString();
}

export const unusualClocks: readonly Unusual[] = [
  {
    name: 'clock-an-hour-ahead',
    unusual: "The host's clock is an hour ahead, and so is its Date.",
    host: withClock(ahead(HOUR), dated(HOUR)),
  },
  {
    name: 'clock-an-hour-behind',
    unusual: "The host's clock is an hour behind, and so is its Date.",
    host: withClock(ahead(-HOUR), dated(-HOUR)),
  },
  {
    name: 'clock-behind-its-proxy',
    unusual: "The host's clock is 0.4 s behind that of the proxy, which writes the Date.",
    host: withClock(ahead(HOUR - 0.4), dated(HOUR)),
  },
  {
    name: 'clock-ahead-of-its-proxy',
    unusual: "The host's clock is 0.4 s ahead of that of the proxy, which writes the Date.",
    host: withClock(ahead(0.4 - HOUR), dated(-HOUR)),
  },
  {
    name: 'no-date',
    unusual: 'Answers have no Date.',
    host: referenceHost,
    wire: withoutDate,
  },
  {
    name: 'no-date-and-a-wrong-clock',
    unusual: "Answers have no Date, and the host's clock is an hour behind.",
    host: withClock(ahead(-HOUR)),
    wire: withoutDate,
    untested: BY_EXPIRE_DATE,
    deviates: ['issue.expire-date'],
  },
  {
    name: 'date-in-an-obsolete-form',
    unusual: "The host's clock is an hour ahead, and its Date has the form of RFC 850.",
    host: withClock(ahead(HOUR), (answer) => ({
      ...answer,
      headers: { ...answer.headers, Date: obsolete(HOUR) },
    })),
  },
  {
    name: 'two-nodes-with-clocks-apart',
    unusual: 'Two nodes answer in turn, and their clocks are 0.1 s apart.',
    host: (accounts, periods) => {
      let nth = 0;
      const nodes = new Sessions({ ...periods, now: () => steadyClock() + (nth % 2 === 0 ? 0.05 : -0.05) });
      return new (class extends Host {
        override answer(request: Incoming): Answer {
          nth++;
          return super.answer(request);
        }
      })(accounts, nodes);
    },
  },
];
