/** A resource that an account may not read stops a run, with a word on OZ_RESOURCE_PATH; a fresh pair that opens nothing does not. */
import { lineOf } from '../../bin/doctor/finding.ts';
import { type Wire, write } from '../../host/reference/http.ts';
import { type Answer, failure } from '../../host/reference/routes.ts';
import { host, test } from '../network/fixtures.ts';
import { expect } from '../tools/certify.ts';

/** Answers each request for the resource like this, and logs in. */
const resource =
  ({ status, body }: Answer): Wire =>
  ({ incoming, response, speak }) =>
    write(response, incoming.path.includes('/folders') ? { status, body } : speak());

/** Refuses the resource to the sessions of one account. */
function refusesTo(email: string): Wire {
  const tokens = new Set<unknown>();
  return ({ incoming, response, speak }) => {
    const answer = speak();
    if (incoming.body.includes(email)) tokens.add(Object(answer.body).access_token);
    write(response, tokens.has(incoming.accessToken) ? failure(403, 9, 'Not yours') : answer);
  };
}

/** Breaks the connection of each request for the resource. */
const breaks: Wire = ({ incoming, request, response, speak }) => {
  if (incoming.path.includes('/folders')) request.socket.destroy();
  else write(response, speak());
};

const STOPS: Readonly<Record<string, { readonly wire: Wire; readonly says: RegExp }>> = {
  'a resource that no account may read': {
    wire: resource(failure(403, 9, 'Not allowed')),
    says: /The resource \/api\/folders\/\S* answers 403 to "alice@example.com": "Not allowed"\. +Check OZ_RESOURCE_PATH/,
  },
  'a resource that is not there': {
    wire: resource(failure(404, 9, 'Not found')),
    says: /answers 404 to "alice@example.com": "Not found"\. +Check OZ_RESOURCE_PATH/,
  },
  'a resource that takes no GET': {
    wire: resource(failure(405, 9, 'Method not allowed')),
    says: /answers 405 to "alice@example.com": "Method not allowed"\. +Check OZ_RESOURCE_PATH/,
  },
  // It may be another account's own resource; what needs the second account would fail for no fault of the host.
  'a resource that the second account alone may not read': {
    wire: refusesTo('bob@example.com'),
    says: /answers 403 to "bob@example.com": "Not yours"\. +Check OZ_RESOURCE_PATH: .* each configured account may GET/,
  },
};

for (const [name, { wire, says }] of Object.entries(STOPS))
  test(`${name} stops a run`, async ({ serve, stop, ask }) => {
    const stopped = await stop(await serve(host(), wire));
    const found = await ask(await serve(host(), wire));

    expect(stopped).toMatch(says);
    const bad = found.filter(({ mark }) => mark === 'bad').map(lineOf);
    expect(bad.map((line) => line.replace(/\n +→/, '. '))).toEqual([expect.stringMatching(says)]);
  });

/** The hosts of the matrix show that access.grants fails on each of these. */
const ANSWERED: Readonly<Record<string, Wire>> = {
  'is answered 401': resource(failure(401, 7, 'Access token not found')),
  'is answered 500': resource(failure(500, 0, 'Unknown error')),
};

for (const [name, wire] of Object.entries({ ...ANSWERED, 'breaks the connection': breaks }))
  test(`a fresh pair that ${name} stops no run`, async ({ serve, look }) => {
    const seen = await look(await serve(host(), wire));

    expect(seen).toBeDefined();
    expect(seen?.stopped).toBeUndefined();
    expect(seen?.standby).toEqual({});
  });

for (const [name, wire] of Object.entries(ANSWERED))
  test(`a fresh pair that ${name} is not in the way, says the doctor`, async ({ serve, ask }) => {
    const found = await ask(await serve(host(), wire));

    expect(found.filter(({ mark }) => mark === 'bad').map(({ about }) => about)).toEqual([]);
    expect(found.find(({ about }) => about === 'OZ_RESOURCE_PATH')).toMatchObject({
      mark: 'none',
      says: expect.stringMatching(/answers \d+ to alice: certify will judge it$/),
    });
  });
