import sqlite from 'node-sqlite3-wasm';

type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;
export type Row = Readonly<Record<string, unknown>>;

/** A statement, and the values of its parameters. */
interface Prepared {
  readonly statement: sqlite.Statement;
  readonly names: ReadonlySet<string>;
}

/** A database in memory: it is gone when it is closed. */
export class MemoryDatabase {
  readonly #db = new sqlite.Database(':memory:');
  /** Statements that were prepared. Preparing one takes longer than running it. */
  readonly #statements = new Map<string, Prepared>();

  constructor(schema: string) {
    this.#db.exec(schema);
  }

  first(sql: string, values: Values = {}): Row | undefined {
    return this.all(sql, values)[0];
  }

  all(sql: string, values: Values = {}): Row[] {
    const { statement, names } = this.#prepared(sql);
    return statement.all(bound(names, values));
  }

  run(sql: string, values: Values = {}): void {
    const { statement, names } = this.#prepared(sql);
    statement.run(bound(names, values));
  }

  /** Takes all of the steps or none. */
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
    for (const { statement } of this.#statements.values()) statement.finalize();
    this.#db.close();
  }

  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = { statement: this.#db.prepare(sql), names: new Set(sql.match(/:[a-z]\w*/gi)) };
    this.#statements.set(sql, prepared);
    return prepared;
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
function bound(named: ReadonlySet<string>, values: Values): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]): [string, Value] => [`:${name}`, value])
      .filter(([name]) => named.has(name)),
  );
}
