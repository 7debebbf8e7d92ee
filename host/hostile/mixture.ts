/** One host that does nearly all that a hostile host may do and still conforms, but for one error, which is a page. */
import { documentedMessage } from '../variants/answers.ts';
import type { Variant } from '../variants/variant.ts';
import { send, withText } from '../variants/wire.ts';
import { deep, ESCAPES, LEVELS, NO_UTF_8, OVERRIDES, saying, scripts } from './texts.ts';
import * as wires from './wires.ts';
import { type Wire, write } from '../reference/http.ts';

/** The resource, each time in another way, and instead of the error for a missing expire token this text. */
function inTurns(ways: ReadonlyArray<() => Wire>, page: string): Wire {
  const made = ways.map((way) => way());
  let nth = 0;
  return (call) => {
    const { response, incoming } = call;
    response.statusMessage = '</script><script>alert(11)</script>\u009b31m';
    const way = incoming.path.includes('folders') ? made[nth++ % made.length] : undefined;
    if (way) return way(call);
    const answer = call.speak();
    return documentedMessage(answer)?.startsWith('Could not')
      ? send(response, answer, { text: page, type: 'text/html' })
      : write(response, answer);
  };
}

/** @param elsewhere the base URL of another host, which is never to be asked. */
export function mixture(elsewhere: string): Pick<Variant, 'host'> & { readonly wire: () => Wire } {
  const page = `${ESCAPES}${OVERRIDES}${scripts(elsewhere)}`;
  return {
    host: saying(page, scripts(elsewhere)),
    wire: () =>
      inTurns(
        [
          wires.withoutEnd(wires.resources),
          wires.withBody(wires.resources, 'gzip', wires.gzipBomb),
          wires.withoutEnd(wires.resources, 50_000_000),
          wires.withBody(wires.resources, 'gzip, GZIP , br', wires.bombInBomb),
          wires.withFields(wires.anyResource, 1500, (nth) => [nth.toString(36), '\u0080']),
          wires.withBytes(NO_UTF_8),
          withText((text, { status }) => (status < 400 ? deep(LEVELS) : text)),
        ],
        page,
      ),
  };
}
