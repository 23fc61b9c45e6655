/** What the core and its SQL process say to each other: one text at a time, in the order asked. Plain JSON. */
import type { SqlLineage, SqlStatement } from "./sql-lineage.ts";

export interface ReadSql {
  readonly type: "read";
  readonly id: number;
  readonly statement: SqlStatement;
}

export type FromSql =
  | { readonly type: "done"; readonly id: number; readonly lineage: SqlLineage }
  /** A fault of ours, or text that no stack is deep enough for; the process goes on. */
  | { readonly type: "failed"; readonly id: number; readonly message: string };
