import sqlite from 'node-sqlite3-wasm';

type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;
export type Row = Readonly<Record<string, unknown>>;

/** A database in memory: it is gone when it is closed. */
export class MemoryDatabase {
  readonly #db = new sqlite.Database(':memory:');

  constructor(schema: string) {
    this.#db.exec(schema);
  }

  first(sql: string, values: Values = {}): Row | undefined {
    return this.all(sql, values)[0];
  }

  all(sql: string, values: Values = {}): Row[] {
    return this.#db.all(sql, bound(sql, values));
  }

  run(sql: string, values: Values = {}): void {
    this.#db.run(sql, bound(sql, values));
  }

  /** All of the steps or none. */
  atomically<T>(steps: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = steps();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`${column} is no text`);
}

export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw new TypeError(`${column} is no number`);
}

/** SQLite refuses a value that the statement does not name. */
function bound(sql: string, values: Values): Record<string, Value> {
  const named = new Set(sql.match(/:[a-z]\w*/gi));
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]): [string, Value] => [`:${name}`, value])
      .filter(([name]) => named.has(name)),
  );
}
