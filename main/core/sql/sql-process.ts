/**
 * Entry of the killable child that reads SQL: text in, column lineage out. Stays warm between texts (polyglot is 10 MB of WebAssembly);
 * whatever a text makes of it, the parent kills it and starts another.
 */
import { openChildPort } from "../child-port.ts";
import { sqlLineage } from "./sql-lineage.ts";
import type { FromSql, ReadSql } from "./sql-messages.ts";

const port = openChildPort();

port.onMessage((message) => {
  // The parent is the only one who can send; what it sends is its own type.
  const { id, statement } = message as ReadSql;
  port.send(answer(id, statement));
});

function answer(id: number, statement: ReadSql["statement"]): FromSql {
  try {
    return { type: "done", id, lineage: sqlLineage(statement) };
  } catch (error) {
    return { type: "failed", id, message: error instanceof RangeError ? "it is nested too deeply" : error instanceof Error ? error.message : String(error) };
  }
}
