/**
 * A process that writes as Dagster does: opens, inserts one event, closes; again and again. Arguments: the home's folder, how many, the
 * milliseconds between. Each event's `written` metadata is the time of its commit.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { openAsDagster, writeMaterialization } from "./dagster-writer.ts";
import { homeAt, indexDatabase } from "./home-files.ts";

const [folder, count, pauseMs] = process.argv.slice(2);
const path = indexDatabase(homeAt(folder!));
for (let index = 0; index < Number(count); index++) {
  const database = openAsDagster(path);
  writeMaterialization(database, { key: ["tail", String(index)], timestamp: Date.now() / 1000 });
  database.close();
  await sleep(Number(pauseMs));
}
