import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { now } from './clock.ts';
import type { MemoryDatabase } from './database.ts';
import { only } from './methods.ts';
import { Refusal } from './refusals.ts';
import type { Sessions } from './sessions.ts';
import type { Ways } from './ways.ts';

const titles = ['Branch office', 'Onboarding, spring', 'Онбординг'];

/** The resource that an access token opens. */
export function addFolders(app: FastifyInstance, db: MemoryDatabase, sessions: Sessions, ways: Ways): void {
  for (const title of titles) {
    db.run('INSERT INTO folders VALUES (:id, :title, :now)', { id: randomUUID(), title, now: now() });
  }

  app.get('/api/folders', {
    onRequest: async (request, reply) => {
      try {
        request.caller = sessions.authenticate(ways.tokenOf(request));
      } catch (error) {
        if (!(error instanceof Refusal && ways.emptyListFor.includes(error.code))) throw error;
        await reply.send([]);
      }
    },
    handler: async () =>
      db.all(ways.sql.folders).map(({ id, title, created }) => ({
        folder_id: id,
        title,
        time_created: created,
        media: [],
      })),
  });
  only(app, '/api/folders', ['GET', 'HEAD'], ways);
}
