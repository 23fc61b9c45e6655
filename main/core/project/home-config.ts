/**
 * A Dagster home's dagster.yaml -> where its SQLite files are, by DagsterInstance and storage_config_schema of Dagster 1.13, and the older
 * keys for one store each. Opens no database.
 */
import { isAbsolute, join, resolve } from "node:path";
import { isTable, tableIn, textIn, valueIn } from "./config-data.ts";
import type { ConfigFile } from "./config-data.ts";

export interface HomeStorage {
  readonly eventLog: { readonly kind: "sharded" | "consolidated"; readonly path: string } | null;
  /** Absolute paths of runs.db and schedules.db, whether there or not; null when they are not local. */
  readonly runs: string | null;
  readonly schedules: string | null;
  /** What could not be followed, for people: "storage: postgres is not local". */
  readonly notes: readonly string[];
}

type Environment = { readonly [name: string]: string | undefined };

/** @param home absolute path. @param config dagster.yaml, or null where there is none: the defaults. */
export function readHomeStorage(home: string, config: ConfigFile | null, environment: Environment): HomeStorage {
  const notes: string[] = [];
  const directory = (value: unknown, fallback: string): string | null => {
    if (value === undefined || value === null) return fallback;
    if (typeof value === "string") return isAbsolute(value) ? resolve(value) : join(home, value);
    const name = isTable(value) ? textIn(value, "env") : null;
    const named = name === null ? undefined : environment[name];
    if (named !== undefined && named !== "") return isAbsolute(named) ? resolve(named) : join(home, named);
    notes.push(name === null ? "base_dir is no path" : `base_dir is read from the environment variable ${name}, which is not set here`);
    return null;
  };
  const sqlite = (base: string): HomeStorage => ({
    eventLog: { kind: "sharded", path: join(base, "history", "runs") },
    runs: join(base, "history", "runs.db"),
    schedules: join(base, "schedules", "schedules.db"),
    notes,
  });
  const nowhere: HomeStorage = { eventLog: null, runs: null, schedules: null, notes };
  const data = config?.data;
  const storage = tableIn(data, "storage");
  if (storage) {
    if ("sqlite" in storage) {
      const base = directory(valueIn(storage, "sqlite", "base_dir"), home);
      return base === null ? nowhere : sqlite(base);
    }
    const kind = Object.keys(storage)[0] ?? "nothing";
    const className = textIn(storage, "custom", "class");
    if (className === "DagsterSqliteStorage") {
      const base = directory(valueIn(storage, "custom", "config", "base_dir"), home);
      return base === null ? nowhere : sqlite(base);
    }
    notes.push(`storage: ${kind}${className === null ? "" : ` (${className})`} is not local`);
    return nowhere;
  }

  const plain = sqlite(home);
  const store = (key: string): { readonly className: string; readonly base: string | null } | null => {
    const table = tableIn(data, key);
    if (!table) return null;
    const className = textIn(table, "class") ?? "";
    if (!/Sqlite/.test(className)) {
      notes.push(`${key}: ${className || "no class"} is not local`);
      return { className, base: null };
    }
    return { className, base: directory(valueIn(table, "config", "base_dir"), key === "schedule_storage" ? join(home, "schedules") : key === "run_storage" ? join(home, "history") : join(home, "history", "runs")) };
  };
  const events = store("event_log_storage");
  const runs = store("run_storage");
  const schedules = store("schedule_storage");
  const isConsolidated = events?.className === "ConsolidatedSqliteEventLogStorage";
  return {
    eventLog: events === null ? plain.eventLog : events.base === null ? null : { kind: isConsolidated ? "consolidated" : "sharded", path: isConsolidated ? join(events.base, "event_log.db") : events.base },
    runs: runs === null ? plain.runs : runs.base === null ? null : join(runs.base, "runs.db"),
    schedules: schedules === null ? plain.schedules : schedules.base === null ? null : join(schedules.base, "schedules.db"),
    notes,
  };
}
