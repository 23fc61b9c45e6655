import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openProjectFiles } from "../../../main/core/files.ts";
import { writeAsset } from "../../../main/core/index/assets.ts";
import { readParts } from "../../../main/core/index/definitions.ts";
import { writeEventBatch, type LoggedEvent } from "../../../main/core/index/events.ts";
import { openProjectIndex } from "../../../main/core/index/project-index.ts";
import { launchNodeProcess } from "../../../main/core/node-launcher.ts";
import type { ProcessLauncher } from "../../../main/core/processes.ts";
import { openSession, type Session } from "../../../main/core/session.ts";
import { createSqlStage } from "../../../main/core/sql/sql-stage.ts";
import type { ColumnEdge } from "../../../shared/lineage.ts";
import type { Problem } from "../../../shared/model.ts";
import { makeAsset } from "../../support/hand-made.ts";

let folder: string;
let started: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "assetscope-sql-"));
  started = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const launch: ProcessLauncher = (entry) => {
  started.push(entry);
  return launchNodeProcess(entry);
};

async function opened<T>(project: string, act: (session: Session) => Promise<T>): Promise<T> {
  const session = openSession({
    folder: project, discover: { chosenHomes: [] }, environment: {}, cacheFolder: path.join(folder, "cache"), isCached: true, isWatching: false, definitionsVersion: "1",
    launch, exact: null, variant: "", onState: () => undefined, onProgress: () => undefined, onChanged: () => undefined,
  });
  try {
    await session.refresh(false);
    return await act(session);
  } finally {
    await session.close();
  }
}

const text = ({ from, to, evidence }: ColumnEdge): string => `${from.asset}.${from.column} > ${to.asset}.${to.column} ${evidence.map((one) => (one.kind === "sql" ? `${one.dialect} ${one.at?.file}:${one.at?.line} ${one.expression}` : one.kind)).join()}`;

describe("SQL of the sample", () => {
  const sample = path.join(import.meta.dirname, "../../../examples/shop");

  it("gives edges with expression, file and line; once read it is not read again", async () => {
    const edges = await opened(sample, async (session) => (await session.sqlEdges()).edges.map(text));
    expect(edges).toContain("raw/payments.amount_cents > staging/stg_payments.amount duckdb shop/sql/staging/stg_payments.sql:5 p.amount_cents / 100.0 as amount");
    expect(edges).toContain("staging/stg_orders.ordered_at > core/dim_customers.first_order_at duckdb shop/sql/marts/dim_customers.sql:4 min(ordered_at) as first_order_at");
    // A table that no asset is stays what SQL calls it.
    expect(edges).toContain("payments/provider_export.settled_at > staging/stg_payments.settled_at duckdb shop/sql/staging/stg_payments.sql:6 coalesce(e.settled_at, p.authorised_at) as settled_at");
    expect(started).toContain("sql-process");
    started = [];
    expect(await opened(sample, async (session) => (await session.sqlEdges()).edges.map(text))).toEqual(edges);
    expect(started).not.toContain("sql-process");
  });

  it("that takes long is not waited for: what is known by now, then a change of the index when all is there", async () => {
    let tell: () => void = () => undefined;
    const nextChange = (): Promise<void> => new Promise((resolve) => (tell = resolve));
    let delay = 900;
    const slow: ProcessLauncher = (entry) => {
      const child = launchNodeProcess(entry);
      if (entry !== "sql-process") return child;
      const send = (message: unknown): void => {
        setTimeout(() => child.send(message), delay);
        delay = 0;
      };
      return { ...child, send };
    };
    const session = openSession({
      folder: sample, discover: { chosenHomes: [] }, environment: {}, cacheFolder: path.join(folder, "cache"), isCached: true, isWatching: true, definitionsVersion: "1",
      launch: slow, exact: null, variant: "", onState: () => undefined, onProgress: () => undefined, onChanged: () => tell(),
    });
    try {
      await session.refresh(false);
      expect(await session.sqlEdgesSoon()).toEqual({ edges: [], problems: [], isReading: true });
      for (let change = nextChange(); ; change = nextChange()) {
        await change;
        const { edges, isReading } = await session.sqlEdgesSoon();
        if (isReading) continue;
        expect(edges.length).toBeGreaterThan(10);
        break;
      }
    } finally {
      await session.close();
    }
  });

  it("is not read while the project opens", async () => {
    await opened(sample, async () => undefined);
    expect(started).not.toContain("sql-process");
  });
});

describe("SQL of a project", () => {
  const source = `import dagster as dg

raw = dg.AssetSpec("events", metadata={"dagster/column_schema": dg.TableSchema([dg.TableColumn("id"), dg.TableColumn("at")])})

@dg.asset(deps=["events"], kinds={"snowflake"}, metadata={"sql": """
  select id, at::date as day
  from events
"""})
def days(): ...

@dg.asset(deps=[days], metadata={"dagster/storage_kind": "x", "notes": dg.MetadataValue.md("As told:\\n\\n\`\`\`sql\\nselect d.*, count(*) over () as n from {{ ref('days') }} d\\n\`\`\`\\n")}, tags={"dagster/kind/bigquery": ""})
def counted(): ...

@dg.asset(metadata={"query": "select broken from (", "title": "select a good title from the list"})
def broken(): ...

@dg.asset(metadata={"query_file": dg.MetadataValue.path("late.sql")}, kinds={"postgres"})
def late(): ...

defs = dg.Definitions(assets=[raw, days, counted, broken, late])
`;
  let project: string;
  beforeEach(() => {
    project = path.join(folder, "project");
    mkdirSync(project);
    writeFileSync(path.join(project, "definitions.py"), source);
    writeFileSync(path.join(project, "late.sql"), "select id from events\n");
  });

  it("is found in metadata and files, in the asset's dialect, at its line", async () => {
    const { edges, problems } = await opened(project, (session) => session.sqlEdges());
    expect(edges.map(text)).toEqual([
      "events.id > days.id snowflake definitions.py:6 id",
      "events.at > days.day snowflake definitions.py:6 at::date as day",
      "days.id > counted.id bigquery definitions.py:11 d.*",
      "days.day > counted.day bigquery definitions.py:11 d.*",
      "events.id > late.id postgresql late.sql:1 id",
    ]);
    expect(problems).toMatchObject([{ severity: "warning", code: "sql.unreadable", stage: "sql", message: expect.stringContaining("The SQL of broken gives no column lineage"), at: { file: "definitions.py", line: 14 } }]);
  });

  it("lists its problems with the others, and follows its files", async () => {
    await opened(project, async (session) => {
      const first = await session.sqlEdges();
      expect(readParts<Problem>(session.index.db, "problem").map((problem) => problem.code)).toContain("sql.unreadable");
      expect(await session.sqlEdges()).toEqual(first);
      appendFileSync(path.join(project, "late.sql"), "union all select at from events\n");
      expect((await session.sqlEdges()).edges.map(text)).toContain("events.at > late.id postgresql late.sql:1 id");
      writeFileSync(path.join(project, "definitions.py"), readFileSync(path.join(project, "definitions.py"), "utf8").replace("select broken from (", "select id as broken from events"));
      await session.refresh(false);
      const after = await session.sqlEdges();
      expect(after.problems).toEqual([]);
      expect(readParts<Problem>(session.index.db, "problem").filter((problem) => problem.stage === "sql")).toEqual([]);
      expect(after.edges.map((edge) => edge.to.asset)).toContain("broken");
    });
  });
});

describe("SQL that only the log knows", () => {
  it("is that of the newest materialization", async () => {
    mkdirSync(path.join(folder, "empty"));
    const index = openProjectIndex(null);
    const stage = createSqlStage({ index, files: openProjectFiles(path.join(folder, "empty")), launch, homeIds: () => ["h"], onChanged: () => undefined });
    try {
      const event: LoggedEvent = {
        assetKey: "out", storageId: 1, eventType: "materialization", timestamp: 1, runId: "r", partition: null, description: null, tags: {}, stepKey: null, home: "h", runStatus: null,
        metadata: [{ label: "query", type: "text", value: "select a as b from raw.t", from: "materialization" }],
      };
      index.write((db) => {
        // Two tables of that name: the one that the asset depends on is meant.
        for (const asset of [makeAsset("out", { deps: ["raw/t"], kinds: ["trino"] }), makeAsset("raw/t"), makeAsset("other/raw/t")]) writeAsset(db, asset);
        writeEventBatch(db, "/home", { home: "h", startsOver: null, wipes: [], runs: [], events: [event], checks: [], cursor: {} });
        return true;
      });
      expect((await stage.edges()).edges).toEqual([
        { from: { asset: "raw/t", column: "a" }, to: { asset: "out", column: "b" }, evidence: [{ kind: "sql", expression: "a as b", at: null, dialect: "trino" }] },
      ]);
    } finally {
      stage.close();
      index.close();
    }
  });
});
