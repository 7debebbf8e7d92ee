/** Unusual hosts that conform: slow ones, and what proxies, limiters and broken connections do in front of one. */
import { failure, referenceHost } from '../../reference/routes.ts';
import { type Call, write } from '../../reference/http.ts';
import type { Unusual } from '../../variants/variant.ts';
import * as wires from '../../variants/wire.ts';

const page =
  (status: number, text: string) =>
  ({ response }: Call) =>
    wires.sendPage(response, status, text);
const throttled = ({ response }: Call) =>
  write(response, { ...failure(429, 101, 'throttled'), headers: { 'Retry-After': '1' } });

/** So many seconds from now, by a clock that is an hour ahead. */
const anHourOff = (seconds: number) => new Date(Date.now() + (3600 + seconds) * 1000).toUTCString();

export const unusualProxies: readonly Unusual[] = [
  {
    name: 'slow',
    unusual: 'Each request takes effect after 150 ms, and its answer comes after 300 ms.',
    host: referenceHost,
    wire: wires.delayed(
      () => 0.15,
      () => 0.15,
    ),
    // Ten requests of one test are to fit into a life, on a busy machine too.
    periods: { ttl: 30 },
  },
  {
    name: 'unsteady',
    unusual: 'A request takes up to 200 ms, now before its effect and now after it.',
    host: referenceHost,
    wire: wires.delayed(
      () => Math.random() * 0.1,
      () => Math.random() * 0.1,
    ),
  },
  {
    name: 'slow-password-check',
    unusual: 'A login takes 400 ms, as passwords are hashed with care; all else is quick.',
    host: referenceHost,
    wire: wires.delayed(
      ({ incoming }) => (incoming.path.includes('auth/') ? 0.4 : 0),
      () => 0,
    ),
  },
  {
    name: 'slow-refusals',
    unusual: 'A refused request is answered late, to slow guessing down.',
    host: referenceHost,
    wire: wires.delayed(
      () => 0.02,
      ({ status }) => (status === 401 ? 0.3 : 0),
    ),
  },
  {
    name: 'late-effects',
    unusual: 'Each request takes effect late, after 200 ms, and is answered at once then.',
    host: referenceHost,
    wire: wires.delayed(
      () => 0.2,
      () => 0,
    ),
  },
  {
    name: 'late-answers',
    unusual: 'Each request takes effect at once, and is answered after 200 ms.',
    host: referenceHost,
    wire: wires.delayed(
      () => 0,
      () => 0.2,
    ),
  },
  {
    name: 'one-request-at-a-time',
    unusual: 'One worker serves one request after the other, each in 20 ms.',
    host: referenceHost,
    wire: wires.oneByOne(0.02),
  },
  {
    name: 'cold-start',
    unusual: 'The first answer takes 2 s.',
    host: referenceHost,
    wire: () => {
      let cold = true;
      return async ({ response, speak }) => {
        const wait = cold ? 2000 : 0;
        cold = false;
        await new Promise((resolve) => setTimeout(resolve, wait));
        write(response, speak());
      };
    },
  },
  {
    name: 'bursts-throttled',
    byChance: true,
    unusual: 'More than 40 requests in a second are answered 429, with Retry-After.',
    host: referenceHost,
    wire: wires.atMost(40, throttled),
  },
  {
    name: 'logins-throttled',
    byChance: true,
    unusual: 'More than 5 logins in a second are answered 429, with Retry-After.',
    host: referenceHost,
    wire: () => {
      const throttle = wires.atMost(5, throttled)();
      return (call) =>
        call.incoming.path.includes('auth/') ? throttle(call) : write(call.response, call.speak());
    },
  },
  {
    name: 'bursts-unavailable',
    byChance: true,
    unusual: 'More than 40 requests in a second are answered 503 by a proxy, with no Retry-After.',
    host: referenceHost,
    wire: wires.atMost(40, page(503, '503 Service Temporarily Unavailable')),
  },
  {
    name: 'connections-reset',
    byChance: true,
    unusual: 'Every 25th connection is reset, now before and now after the request took effect.',
    host: referenceHost,
    wire: wires.each(25, ({ request, speak }, time) => {
      if (time % 2 === 0) speak();
      request.socket.resetAndDestroy();
    }),
  },
  {
    name: 'answers-cut-short',
    byChance: true,
    unusual: 'Every 25th answer ends in the middle, with its connection.',
    host: referenceHost,
    wire: wires.each(25, wires.cutShort),
  },
  {
    name: 'proxy-503',
    byChance: true,
    unusual: 'Every 25th request is answered 503 by a proxy, with a page.',
    host: referenceHost,
    wire: wires.each(25, page(503, '503 Service Unavailable')),
  },
  {
    name: 'proxy-502-and-504',
    byChance: true,
    unusual: 'Now and then a proxy answers 502 before a request takes effect, or 504 after it.',
    host: referenceHost,
    wire: wires.each(25, ({ response, speak }, time) => {
      const late = time % 2 === 0;
      if (late) speak();
      wires.sendPage(response, late ? 504 : 502, late ? '504 Gateway Time-out' : '502 Bad Gateway');
    }),
  },
  {
    name: 'proxy-520-to-524',
    byChance: true,
    unusual: 'Now and then a content network answers 520, 522 or 524, as it got no answer of the host.',
    host: referenceHost,
    wire: wires.each(25, ({ response }, time) =>
      wires.sendPage(response, 520 + 2 * ((time - 1) % 3), 'Web server is returning an unknown error'),
    ),
  },
  {
    name: 'front-gives-up-now-and-then',
    byChance: true,
    unusual:
      'Every 40th answer is 408, 425, 509 or 529 of what stands in front, with a page, and the first ends the connection.',
    host: referenceHost,
    wire: wires.each(40, ({ response }, time) => {
      const status = [408, 425, 509, 529][(time - 1) % 4] ?? 408;
      if (status === 408) response.setHeader('Connection', 'close');
      wires.sendPage(response, status, 'The request could not be served now');
    }),
  },
  {
    name: 'odd-retry-after',
    unusual:
      'Beyond forty requests in a second it answers 429, whose Retry-After is 0, or a date by a clock that is an hour off.',
    host: referenceHost,
    wire: wires.atMost(40, ({ response }, time) => {
      const headers =
        time % 2 === 1 ? { 'Retry-After': '0' } : { Date: anHourOff(0), 'Retry-After': anHourOff(1) };
      write(response, { ...failure(429, 101, 'throttled'), headers });
    }),
  },
];
