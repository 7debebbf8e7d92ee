import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createApp } from './app.ts';
import { addAuthorize } from './authorize.ts';
import type { SecondAccount, SecondRules } from './contract.ts';
import { MemoryDatabase } from './database.ts';
import { deviationOf } from './faults/index.ts';
import { addFolders } from './folders.ts';
import { Sessions } from './sessions.ts';
import { schema } from './statements.ts';
import { deviate } from './ways.ts';

interface SecondHost {
  url: string;
  close: () => Promise<void>;
}

/** The host in memory: fastify's own `inject` asks it, without a network. */
interface SecondInMemory {
  app: FastifyInstance;
  close: () => Promise<void>;
}

/** Makes the host, which does not listen; fault is a name of secondFaults or undefined for the right host. */
export function secondInMemory(
  accounts: readonly SecondAccount[],
  rules: SecondRules,
  fault?: string,
): SecondInMemory {
  const ways = deviate(deviationOf(fault));
  const db = new MemoryDatabase(schema(ways.onDelete));
  for (const account of accounts) {
    db.run('INSERT INTO users VALUES (:id, :email, :password, :service, :period)', {
      id: randomUUID(),
      email: account.email,
      password: account.password,
      service: account.service,
      period: ways.period(account, rules),
    });
  }

  const app = createApp(ways);
  const sessions = new Sessions(db, ways, rules);
  addAuthorize(app, sessions, ways);
  addFolders(app, db, sessions, ways);
  return {
    app,
    close: async () => {
      await app.close();
      db.close();
    },
  };
}

/** Listens on 127.0.0.1, any port; fault is a name of secondFaults or undefined for the right host. */
export async function serveSecond(
  accounts: readonly SecondAccount[],
  rules: SecondRules,
  fault?: string,
): Promise<SecondHost> {
  const { app, close } = secondInMemory(accounts, rules, fault);
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close };
}
