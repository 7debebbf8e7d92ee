import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { readJson } from './json.ts';
import { toRefusal } from './refusals.ts';
import type { Ways } from './ways.ts';

/** Makes the framework with the host's settings, without routes. */
export function createApp(ways: Ways): FastifyInstance {
  const app = fastify({
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    // What is wrong before a route is found passes by the handlers below: a path that cannot be decoded, ...
    frameworkErrors: (error, _request, { raw }) => {
      const { status, body } = errorAnswer(error, ways);
      raw.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
    },
    // ... and a request that is no HTTP.
    clientErrorHandler: (_error, socket) => {
      const body = JSON.stringify(errorAnswer({ statusCode: 400 }, ways).body);
      const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
      if (socket.writable) socket.end(`HTTP/1.1 400 Bad Request\r\n${head}\r\n\r\n${body}`);
      else socket.destroy();
    },
  });

  readJson(app, ways);
  app.setErrorHandler(async (error, _request, reply) => {
    const { status, body } = errorAnswer(error, ways);
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler(() => {
    throw ways.refusals.noSuchPath();
  });
  app.addHook('onSend', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store, private', 'x-request-id': request.id });
  });
  return app;
}

function errorAnswer(error: unknown, ways: Ways): { status: number; body: object } {
  const refusal = toRefusal(error);
  return { status: refusal.status, body: ways.envelope(refusal) };
}
