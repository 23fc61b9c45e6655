/** Databases made to hurt: what can be read is read, the rest is said, nothing hangs, nothing of it runs. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DagsterHome } from "../../../shared/model.ts";
import { materializationJson, materialize, openAsDagster, writeMaterialization, type WrittenEvent } from "./dagster-writer.ts";
import { bytesOf, copyHome, indexDatabase, readHome } from "./support.ts";

function change(home: DagsterHome, sql: string): void {
  const database = openAsDagster(indexDatabase(home));
  database.exec(sql);
  database.close();
}

describe("a schema that would run something", () => {
  const endless = "WITH RECURSIVE forever(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM forever)";
  test.each<[string, string, string]>([
    ["event_logs is a view without end", `DROP TABLE event_logs; CREATE VIEW event_logs AS ${endless} SELECT n AS id, '' AS run_id, '' AS event, 'ASSET_MATERIALIZATION' AS dagster_event_type, '' AS timestamp, '' AS step_key, '' AS asset_key, '' AS partition FROM forever`, "`event_logs` is no table"],
    ["EVENT_LOGS in capitals is one", `DROP TABLE event_logs; CREATE VIEW EVENT_LOGS AS ${endless} SELECT n AS id FROM forever`, "`event_logs` is no table"],
    ["asset_keys is a view without end", `DROP TABLE asset_keys; CREATE VIEW asset_keys AS ${endless} SELECT n AS id, '[]' AS asset_key, '' AS wipe_timestamp FROM forever`, "`asset_keys` is no table"],
    ["event_logs is a virtual table", "DROP TABLE event_logs; CREATE VIRTUAL TABLE event_logs USING fts5(id, run_id, event, dagster_event_type)", "more than its tables"],
    ["a column that is computed", "DROP TABLE event_logs; CREATE TABLE event_logs (id INTEGER PRIMARY KEY, run_id, dagster_event_type, event TEXT GENERATED ALWAYS AS (hex(zeroblob(1000))) VIRTUAL); INSERT INTO event_logs (dagster_event_type) VALUES ('ASSET_MATERIALIZATION')", "no column `event`"],
  ])("%s", async (_name, sql, message) => {
    const home = copyHome("runs-1.13");
    change(home, sql);
    const before = bytesOf(home.path);
    const began = performance.now();
    const { collected, result } = await readHome(home);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(result.problems.map((problem) => problem.code)).toEqual(["log.not-dagster"]);
    expect(result.problems[0]?.message).toContain(message);
    expect(collected.runs.size).toBe(4);
    expect(bytesOf(home.path)).toBe(before);
  });

  test("views, triggers and checks beside the tables change nothing", async () => {
    const home = copyHome("runs-1.13");
    const clean = await readHome(home);
    change(home, `CREATE VIEW notes AS ${endless} SELECT n FROM forever; CREATE TRIGGER busy AFTER INSERT ON event_logs BEGIN DELETE FROM asset_keys; END; CREATE TABLE checked (x CHECK (x > 1)); PRAGMA user_version=99; PRAGMA application_id=7`);
    const { collected, result } = await readHome(home);
    expect(result.problems).toEqual([]);
    expect(collected.events).toEqual(clean.collected.events);
  });
});

describe("a row that cannot be read", () => {
  const good: WrittenEvent = { key: ["good"], timestamp: 1_700_000_000 };
  const valid = materializationJson(good);
  test.each<[string, WrittenEvent["event"], string]>([
    ["cut JSON", valid.slice(0, 500), "its JSON is broken"],
    ["empty text", "", "its JSON is broken"],
    ["a number", 5, "it holds no materialization"],
    ["bytes", new Uint8Array([0x7b, 0xff, 0xfe]), "it is stored as blob, not as text"],
    ["11 MB", valid.replace('"user_message": ""', `"user_message": "${"x".repeat(11_000_000)}"`), "it is 11 MB long"],
    ["20 MB", valid.replace('"user_message": ""', `"user_message": "${"x".repeat(20_000_000)}"`), "it is 20 MB long"],
    ["a plain log line", '{"__class__": "EventLogEntry", "dagster_event": null, "timestamp": 1.0}', "it holds no materialization"],
    ["JSON of something else", "[]", "it holds no materialization"],
    ["100,000 nested lists", "[".repeat(100_000) + "]".repeat(100_000), "it holds no materialization"],
  ])("%s", async (_name, event, reason) => {
    const home = copyHome("runs-1.13");
    const [, id] = materialize(home, good, { ...good, event }, good);
    const { collected, result } = await readHome(home);
    expect([...collected.events.values()].filter((each) => each.assetKey === "good")).toHaveLength(2);
    expect(result.problems.map((problem) => problem.code)).toEqual(["log.unreadable-events"]);
    expect(result.problems[0]?.message).toContain(`1 event of history/runs/index.db could not be read (row ${id})`);
    expect(result.problems[0]?.message).toContain(reason);
    // It stays told when the log is read on.
    expect((await readHome(home, result.cursor)).result.problems).toEqual(result.problems);
  });
});

describe("an odd row that can be read", () => {
  const read = async (written: WrittenEvent) => {
    const home = copyHome("runs-1.13");
    const [id] = materialize(home, written);
    const { collected, result } = await readHome(home);
    expect(result.problems).toEqual([]);
    return collected.events.get(id!);
  };

  test("of classes with the names of old versions, without a key", async () => {
    const event = '{"__class__": "DagsterEventRecord", "dagster_event": {"__class__": "DagsterEvent", "event_type_value": "STEP_MATERIALIZATION", "event_specific_data": {"__class__": "StepMaterializationData", "materialization": {"__class__": "Materialization", "label": "x", "metadata_entries": []}}}}';
    expect(await read({ key: ["old", "one"], timestamp: 1_700_000_000.25, event })).toMatchObject({ assetKey: "old/one", timestamp: 1_700_000_000.25, metadata: [], tags: {}, description: null });
  });

  test("with a metadata value nested 100,000 levels deep: the rest of it stays", async () => {
    const metadata = `[{"__class__": "EventMetadataEntry", "label": "deep", "entry_data": {"__class__": "JsonMetadataEntryData", "data": ${"[".repeat(100_000)}${"]".repeat(100_000)}}}, {"__class__": "EventMetadataEntry", "label": "n", "entry_data": {"__class__": "IntMetadataEntryData", "value": 7}}]`;
    const event = await read({ key: ["deep"], metadata });
    expect(event?.metadata.map((entry) => entry.value)).toEqual([{ unknown: "nested deeper than 100 levels" }, 7]);
    expect(() => structuredClone(event)).not.toThrow();
  });

  test.each([0, -1, 1e300, 253402300800])("of the time %d", async (timestamp) => {
    const event = materializationJson({ key: ["when"], timestamp });
    expect((await read({ key: ["when"], timestamp: 1, event }))?.timestamp).toBe(timestamp);
  });

  test("whose time is NaN: the column's counts", async () => {
    const event = materializationJson({ key: ["when"] }).replace('"timestamp": 0', '"timestamp": NaN');
    expect((await read({ key: ["when"], timestamp: 1_700_000_000.5, event }))?.timestamp).toBe(1_700_000_000.5);
  });

  test.each([[["__proto__"]], [["constructor", "toString"]], [["a/b", "c\\d"]], [["", "x\n\"y"]], [["x".repeat(10_000)]]])("of the key %j", async (key) => {
    expect((await read({ key }))?.assetKey).toBe(key.map((part) => part.replaceAll("/", "\\/")).join("/"));
  });

  test("with a table schema of 20,000 columns and a name of 1 MB", async () => {
    const columns = Array.from({ length: 20_000 }, (_, index) => `{"__class__": "TableColumn", "name": "${index === 7 ? "x".repeat(1_000_000) : `c${index}`}", "type": "int"}`);
    const metadata = `[{"__class__": "EventMetadataEntry", "label": "s", "entry_data": {"__class__": "TableSchemaMetadataEntryData", "schema": {"__class__": "TableSchema", "columns": [${columns.join(", ")}]}}}]`;
    const value = (await read({ key: ["wide"], metadata }))?.metadata[0]?.value;
    expect(value).toMatchObject({ columns: { length: 20_000 } });
  });
});

test("gaps of any width between ids are passed in one step", async () => {
  const home = copyHome("runs-1.13");
  const database = openAsDagster(indexDatabase(home));
  const ids = [1_000_000, 4_000_000_000_000, Number.MAX_SAFE_INTEGER];
  for (const id of ids) {
    const written = writeMaterialization(database, { key: ["far"] });
    database.prepare("UPDATE event_logs SET id = ? WHERE id = ?").run(id, written);
  }
  database.close();
  const began = performance.now();
  const { collected } = await readHome(home);
  expect([...collected.events.values()].filter((event) => event.assetKey === "far").map((event) => event.storageId)).toEqual(ids);
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("an id past 2^53 is left out, the ones before it are read", async () => {
  const home = copyHome("runs-1.13");
  const database = openAsDagster(indexDatabase(home));
  writeMaterialization(database, { key: ["near"] });
  const written = writeMaterialization(database, { key: ["far"] });
  database.exec(`UPDATE event_logs SET id = 9223372036854775807 WHERE id = ${written}`);
  database.close();
  const { collected } = await readHome(home);
  const keys = [...collected.events.values()].map((event) => event.assetKey);
  expect(keys).toContain("near");
  expect(keys).not.toContain("far");
});

describe("damage", () => {
  /** Numbers without a seed from outside: the same 200 cases on every machine. */
  function random(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
  }

  test("200 databases with flipped bytes: every read ends with rows or a plain word, and leaves no trace", async () => {
    const home = copyHome("metadata-1.13");
    const path = indexDatabase(home);
    const original = readFileSync(path);
    const whole = (await readHome(home)).collected.events.size;
    const outcomes = { same: 0, fewer: 0, refused: 0 };
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      const bytes = Buffer.from(original);
      // From one byte to a hundred, half of the cases in the pages of the schema and the log's beginning.
      for (let flips = 1 + Math.floor(next() * next() * 100); flips > 0; flips--) {
        const at = 16 + Math.floor(next() * ((seed % 2 === 0 ? 20_000 : bytes.length) - 16));
        bytes[at] = bytes[at]! ^ (1 + Math.floor(next() * 255));
      }
      writeFileSync(path, bytes);
      const before = bytesOf(home.path);
      const { collected, result } = await readHome(home);
      if (collected.events.size < whole) expect(result.problems, `seed ${seed}`).not.toEqual([]);
      for (const problem of result.problems) expect(problem.code).toMatch(/^log\.(?:damaged|not-dagster|not-a-database|unreadable-events|unreadable-checks|busy|no-access)$/);
      for (const event of collected.events.values()) expect(Number.isFinite(event.timestamp)).toBe(true);
      expect(bytesOf(home.path)).toBe(before);
      outcomes[collected.events.size === whole ? "same" : collected.events.size > 0 ? "fewer" : "refused"]++;
    }
    // The test means something: all three happened.
    expect(Object.values(outcomes).every((count) => count > 0), JSON.stringify(outcomes)).toBe(true);
  });

  test("a page of events that is lost costs its events alone", async () => {
    const home = copyHome("runs-1.13");
    const database = openAsDagster(indexDatabase(home));
    database.exec("BEGIN");
    for (let index = 0; index < 300; index++) writeMaterialization(database, { key: ["many", String(index)] });
    database.exec("COMMIT");
    database.close();
    const path = indexDatabase(home);
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"path": ["many","150"]');
    // The page header of the leaf that the event stands in, or of its overflow page.
    bytes.fill(0xff, at - (at % 1024), at - (at % 1024) + 8);
    writeFileSync(path, bytes);
    const { collected, result } = await readHome(home);
    const many = [...collected.events.values()].filter((event) => event.assetKey.startsWith("many/")).length;
    expect(many).toBeLessThan(300);
    expect(many).toBeGreaterThan(280);
    expect(result.problems.map((problem) => problem.code)).toContain("log.unreadable-events");
  });
});
