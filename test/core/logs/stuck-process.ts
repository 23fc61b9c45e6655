/** Stands for a reading process that a database has caught: answers nothing and cannot be interrupted (a query without end). */
import { DatabaseSync } from "node:sqlite";

process.on("message", () => {
  new DatabaseSync(":memory:").prepare("WITH RECURSIVE forever(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM forever) SELECT max(n) FROM forever").get();
});
