import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { Ways } from './ways.ts';

const all: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The methods that a path has no use for are refused as such, before anything else is looked at. */
export function only(app: FastifyInstance, url: string, used: readonly string[], ways: Ways): void {
  const allowed = used.join(', ');
  app.route({
    method: all.filter((method) => !used.includes(method)),
    url,
    exposeHeadRoute: false,
    onRequest: async (_request, reply) => {
      reply.header('allow', allowed);
      throw ways.refusals.wrongMethod(allowed);
    },
    handler: () => {},
  });
}
