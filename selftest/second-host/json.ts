import type { FastifyInstance } from 'fastify';
import type { Ways } from './ways.ts';

// SQLite ends a bound text at the first NUL, so what follows it would not be compared.
const text = { type: 'string', pattern: '^[^\\u0000]*$' };

export const loginBody = {
  type: 'object',
  required: ['credentials'],
  properties: {
    credentials: {
      type: 'object',
      required: ['email', 'password'],
      properties: { email: text, password: text },
    },
  },
};

export const refreshBody = {
  type: 'object',
  required: ['expire_token'],
  properties: { expire_token: { type: 'string' } },
};

/** Types that a body of JSON may be called by. The vendor's own clients call it a form. */
const CALLED = ['application/json', 'application/x-www-form-urlencoded'];

/** Parses and validates bodies; a missing body counts as an object without fields. */
export function readJson(app: FastifyInstance, ways: Ways): void {
  const { refusals } = ways;
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(CALLED, { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') return done(null, undefined);
    return parse(request, body, (error, parsed) =>
      error ? done(refusals.brokenJson(), undefined) : done(null, parsed),
    );
  });
  app.addHook('preValidation', async (request) => {
    if (request.body === undefined) request.body = {};
  });
  app.setSchemaErrorFormatter(([first]) => {
    const place = (first?.instancePath ?? '').split('/').filter(Boolean);
    const said = `body ${first?.message ?? 'is not valid'}`;
    const missing = first?.params['missingProperty'];
    if (typeof missing === 'string') return refusals.missingField([...place, missing].join('.'), said);
    if (first?.keyword === 'type') return refusals.wrongType(place.join('.'), String(first.params['type']));
    return refusals.wrongValue(place.join('.'));
  });
}
