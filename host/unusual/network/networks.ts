/** Unusual hosts that conform: how their answers travel, and what stands in front of them. */
import { write } from '../../reference/http.ts';
import { referenceHost } from '../../reference/routes.ts';
import { type Unusual, withAnswers } from '../../variants/variant.ts';
import * as wires from '../../variants/wire.ts';

const emptyResource = withAnswers((answer, { path }) =>
  answer.status === 200 && path.includes('folders') ? { status: 204, body: undefined } : answer,
);

/** Header fields as this wire spells them, with the length of the body. */
const plain = { 'Content-Type': 'application/json', Server: 'BaseHTTP/0.6 Python/3.12' };

export const unusualNetworks: readonly Unusual[] = [
  {
    name: 'compressed',
    unusual: 'Answers are compressed with gzip, where the client takes it.',
    host: referenceHost,
    wire: wires.compressed('gzip'),
  },
  {
    name: 'compressed-empty-bodies',
    unusual: 'Answers are compressed with gzip, and the resource answers 204, compressed as well.',
    host: emptyResource,
    wire: wires.compressed('gzip'),
  },
  {
    name: 'compressed-in-upper-case',
    unusual:
      'Answers are compressed with gzip, which is spelt GZIP: codings count in any case (RFC 9110, 8.4.1).',
    host: referenceHost,
    wire: wires.compressed('gzip', 'GZIP'),
  },
  {
    name: 'compressed-with-brotli',
    unusual: 'Answers are compressed with brotli, where the client takes it, and the resource answers 204.',
    host: emptyResource,
    wire: wires.compressed('br'),
  },
  {
    name: 'chunked',
    unusual: 'Answers come in several chunks.',
    host: referenceHost,
    wire: wires.piecemeal(64, 0.005),
  },
  {
    name: 'byte-by-byte',
    unusual: 'Answers come byte by byte.',
    host: referenceHost,
    wire: wires.piecemeal(1, 0.001),
  },
  {
    name: 'closed-after-each-answer',
    unusual: 'Each answer is the last one on its connection.',
    host: withAnswers((answer) => ({ ...answer, headers: { ...answer.headers, Connection: 'close' } })),
  },
  {
    name: 'idle-connections-closed',
    unusual: 'A connection that rests for 20 ms is closed without a word.',
    host: referenceHost,
    wire: wires.closingIdle(0.02),
  },
  {
    name: 'http-1.0',
    unusual: 'Answers are HTTP/1.0, and end with their connection.',
    host: referenceHost,
    wire: wires.byHand(
      (status) => `HTTP/1.0 ${status} Status`,
      () => plain,
    ),
  },
  {
    name: 'no-reason-phrase',
    unusual: 'The status line has a number and no reason, and ends there.',
    host: referenceHost,
    wire: wires.byHand(
      (status) => `HTTP/1.1 ${status}`,
      () => ({ ...plain, Connection: 'close' }),
    ),
  },
  {
    name: 'header-names-in-odd-case',
    unusual: 'The names of header fields are spelt anyhow, and their values hold letters beyond ASCII.',
    host: withAnswers((answer) => ({ ...answer, headers: {} })),
    wire: wires.byHand(
      (status) => `HTTP/1.1 ${status} Ol\u00e9`,
      (answer) => ({
        'cOnTeNt-TyPe': 'application/json',
        'CACHE-CONTROL': 'no-store',
        'CONTENT-LENGTH': String(Buffer.byteLength(wires.textOf(answer))),
        connection: 'close',
        'X-Greeting': 'Gr\u00fc\u00df Gott',
        x_under_score: '',
      }),
    ),
  },
  {
    name: 'offers-an-upgrade',
    unusual: 'Answers offer HTTP/2 with an Upgrade field, as Apache does.',
    host: withAnswers((answer) => ({
      ...answer,
      headers: {
        ...answer.headers,
        Upgrade: 'h2,h2c',
        Connection: 'Upgrade, Keep-Alive',
        'Keep-Alive': 'timeout=5, max=100',
      },
    })),
  },
  {
    name: 'early-hints',
    unusual: 'A 102 and a 103 come before each answer.',
    host: referenceHost,
    wire:
      () =>
      ({ response, speak }) => {
        response.writeProcessing();
        response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
        write(response, speak());
      },
  },
  {
    name: 'many-header-fields',
    unusual: 'Answers have 200 further header fields.',
    host: withAnswers((answer) => ({
      ...answer,
      headers: {
        ...Object.fromEntries(Array.from({ length: 200 }, (_, nth) => [`X-Trace-${nth}`, `span-${nth}`])),
        ...answer.headers,
      },
    })),
  },
];
