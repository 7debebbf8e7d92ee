import type { FastifyInstance } from 'fastify';
import { loginBody, refreshBody } from './json.ts';
import { only } from './methods.ts';
import type { Caller, Sessions } from './sessions.ts';
import type { Ways } from './ways.ts';

interface LoginBody {
  credentials: { email: string; password: string };
}

interface RefreshBody {
  expire_token: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

export function addAuthorize(app: FastifyInstance, sessions: Sessions, ways: Ways): void {
  app.decorateRequest('caller', undefined);

  app.route<{ Body: LoginBody }>({
    method: [...ways.loginMethods],
    url: '/api/authorize/auth',
    schema: { body: loginBody },
    handler: async (request, reply) => {
      const { email, password } = request.body.credentials;
      return reply.code(201).send(sessions.login(email, password));
    },
  });
  only(app, '/api/authorize/auth', ways.loginMethods, ways);

  // The token is looked at before the body is read: a client that may not ask learns nothing about its body.
  app.post<{ Body: RefreshBody }>('/api/authorize/refresh', {
    schema: { body: refreshBody },
    onRequest: async (request) => {
      const token = ways.tokenOf(request);
      if (ways.refreshAsks === 'nothing') return;
      if (ways.refreshAsks === 'an access token if there is one' && token === undefined) return;
      request.caller = sessions.authenticate(token);
    },
    handler: async (request) => sessions.refresh(request.caller, request.body.expire_token),
  });
  only(app, '/api/authorize/refresh', ['POST'], ways);
}
