import type { FastifyInstance, HTTPMethods } from 'fastify';
import type { Ways } from './ways.ts';

const all: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Refuses the methods that a path does not have, before anything else of a request is looked at. */
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
