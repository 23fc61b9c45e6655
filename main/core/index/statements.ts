/** Prepared statements, made once a connection. Every SQL text of index/ and of the tables' readers goes through `sql`. */
import type { Database, Statement } from "better-sqlite3";

const cache = new WeakMap<Database, Map<string, Statement<never[], unknown>>>();

/** `Row` is what a row of the statement looks like: the schema in migrations/ is the authority, and this is where it is believed. */
export function sql<Row = unknown>(db: Database, text: string): Statement<unknown[], Row> {
  let statements = cache.get(db);
  if (!statements) cache.set(db, (statements = new Map()));
  let statement = statements.get(text);
  if (!statement) statements.set(text, (statement = db.prepare<never[], unknown>(text)));
  return statement as unknown as Statement<unknown[], Row>;
}
