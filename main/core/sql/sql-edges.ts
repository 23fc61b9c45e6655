/**
 * The SQL that assets carry -> edges between their columns, and what could not be read or resolved. Each text is read once: answers are
 * kept in the index by the hash of all that they rest on. Done when lineage is asked for, never while a project opens.
 */
import { createHash } from "node:crypto";
import type { ColumnEdge, EdgeEvidence } from "../../../shared/lineage.ts";
import type { Problem } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { ProjectFiles } from "../files.ts";
import { createPace, type Pace } from "../pace.ts";
import type { AssetSql } from "./asset-sql.ts";
import type { SqlTable } from "./match-table.ts";
import type { SqlAnswer } from "./sql-client.ts";
import type { SqlLineage, SqlOutputColumn, SqlStatement } from "./sql-lineage.ts";

/** Raise it when reading gives other answers: those kept are then asked for again. */
const readerVersion = 1;

export interface SqlEdges {
  readonly edges: readonly ColumnEdge[];
  readonly problems: readonly Problem[];
}

/** An asset as a table: `columns` empty where no schema is known. */
export interface AssetTable {
  readonly key: string;
  readonly names: readonly string[];
  readonly columns: SqlTable["columns"];
  readonly deps: ReadonlySet<string>;
}

export interface SqlEdgesRun {
  readonly texts: readonly AssetSql[];
  readonly tables: ReadonlyMap<string, AssetTable>;
  readonly files: Pick<ProjectFiles, "readText">;
  kept(hash: string): SqlLineage | null;
  read(statement: SqlStatement): Promise<SqlAnswer>;
  isCancelled(): boolean;
}

/** `used`: hashes of all texts; `fresh`: those read now, to be kept. */
export async function readSqlEdges(run: SqlEdgesRun): Promise<SqlEdges & { readonly used: ReadonlySet<string>; readonly fresh: ReadonlyMap<string, SqlLineage> }> {
  const used = new Set<string>();
  const fresh = new Map<string, SqlLineage>();
  const textsOf = Map.groupBy(run.texts, (text) => text.asset);
  const byLastPart = Map.groupBy([...run.tables.values()].flatMap((table) => table.names.filter((name) => name !== "").map((name) => ({ table, word: lastPart(name) }))), (one) => one.word);
  const lineages = new Map<AssetSql, SqlLineage>();
  const begun = new Set<string>();
  const pace = createPace();

  for (const asset of textsOf.keys()) await readAsset(asset);
  const result = await toEdges(run, lineages, pace);
  return { ...result, used, fresh };

  /** What an asset reads is read first: its columns are those of its SQL where nobody stated a schema. */
  async function readAsset(root: string): Promise<void> {
    // A stack of our own: chains of tables may be longer than the call stack.
    const stack = [root];
    while (stack.length > 0 && !run.isCancelled()) {
      if (pace.isDue()) await pace.rest();
      const asset = stack.at(-1)!;
      const texts = textsOf.get(asset) ?? [];
      if (!begun.has(asset)) {
        begun.add(asset);
        for (const text of texts) for (const table of candidates(text)) if (table.columns.length === 0 && textsOf.has(table.key) && !begun.has(table.key)) stack.push(table.key);
        if (stack.at(-1) !== asset) continue;
      }
      stack.pop();
      for (const text of texts) if (!lineages.has(text)) lineages.set(text, await readText(text));
    }
  }

  async function readText(text: AssetSql): Promise<SqlLineage> {
    const deps = run.tables.get(text.asset)?.deps;
    const tables = candidates(text).map((table): SqlTable => ({ key: table.key, names: table.names, columns: columnsOf(table), isNear: deps?.has(table.key) ?? false }));
    const statement: SqlStatement = { sql: text.text, dialect: text.dialect, tables };
    const hash = createHash("sha256").update(JSON.stringify([readerVersion, statement])).digest("hex");
    used.add(hash);
    const kept = fresh.get(hash) ?? run.kept(hash);
    if (kept) return kept;
    const { lineage, isLasting } = await run.read(statement);
    if (isLasting) fresh.set(hash, lineage);
    return lineage;
  }

  /** Assets whose table's last name stands somewhere in the text: few of many, and all that it can mean. */
  function candidates(text: AssetSql): AssetTable[] {
    const words = new Set(text.text.toLowerCase().match(/[\p{L}\p{N}_$-]+/gu) ?? []);
    const plain = new Set([...words].flatMap((word) => [word, ...word.split("-")]));
    return [...new Set([...plain].flatMap((word) => (byLastPart.get(word) ?? []).map((one) => one.table)))].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  function columnsOf(table: AssetTable): SqlTable["columns"] {
    if (table.columns.length > 0) return table.columns;
    const read = (textsOf.get(table.key) ?? []).flatMap((text) => lineages.get(text) ?? []);
    const columns = read.length === 1 ? read[0]!.columns : [];
    const isWhole = columns.every((column) => column.name !== null && column.name !== "*");
    return isWhole ? columns.map((column) => ({ name: column.name!, type: "" })) : [];
  }
}

function lastPart(name: string): string {
  return name.split(".").at(-1)!.toLowerCase();
}

async function toEdges(run: SqlEdgesRun, lineages: ReadonlyMap<AssetSql, SqlLineage>, pace: Pace): Promise<SqlEdges> {
  const edges: ColumnEdge[] = [];
  const problems: Problem[] = [];
  for (const [text, lineage] of lineages) {
    if (pace.isDue()) await pace.rest();
    const table = run.tables.get(text.asset);
    const spell = new Map((table?.columns ?? []).map((column) => [column.name.toLowerCase(), column.name]));
    const place = placesOf(text, run.files);
    const named = new Set(lineage.columns.map((column) => column.name?.toLowerCase()));
    for (const column of lineage.columns) {
      if (column.name === null) continue;
      const evidence: EdgeEvidence = { kind: "sql", expression: column.expression, at: place(column.line), dialect: text.dialect };
      // All columns of one unknown table: those that the asset's schema states and nothing else makes come from it by name.
      const isStar = column.name === "*";
      const names = isStar ? (table?.columns ?? []).map((one) => one.name).filter((name) => !named.has(name.toLowerCase())) : [spell.get(column.name.toLowerCase()) ?? column.name];
      if (isStar && column.sources.length !== 1) continue;
      for (const name of names) edges.push(...edgesTo({ asset: text.asset, column: name }, column, evidence, isStar ? name : null));
    }
    for (const problem of lineage.problems) problems.push(problemOf(text, lineage, problem.message, place(problem.line ?? 1)));
  }
  return { edges, problems };
}

function edgesTo(to: ColumnEdge["to"], column: SqlOutputColumn, evidence: EdgeEvidence, starName: string | null): ColumnEdge[] {
  return column.sources.flatMap((source): ColumnEdge[] => {
    // A table that no asset is stays what SQL calls it, and is shown as broken.
    const from = { asset: source.key ?? source.table.split(".").join("/"), column: starName ?? source.column };
    if (from.column === "*" || (from.asset === to.asset && from.column.toLowerCase() === to.column.toLowerCase())) return [];
    return [{ from, to, evidence: [evidence] }];
  });
}

function problemOf(text: AssetSql, lineage: SqlLineage, message: string, at: SourceSpan | null): Problem {
  const isUnread = lineage.columns.length === 0;
  return {
    severity: isUnread ? "warning" : "info", code: isUnread ? "sql.unreadable" : "sql.unresolved", stage: "sql", asset: text.asset, ...(at ? { at } : {}),
    message: isUnread ? `The SQL of ${text.asset} gives no column lineage: ${message}` : `In the SQL of ${text.asset}, ${message}`,
    hint: isUnread ? "Everything else of the asset is shown." : "The other columns of the statement are shown.",
  };
}

/** Lines of a text -> places in files. Where metadata holds the text, its lines are looked for in the source that states it. */
function placesOf(text: AssetSql, files: SqlEdgesRun["files"]): (line: number) => SourceSpan | null {
  const { at } = text;
  if (!at) return () => null;
  if (text.isFile) return (line) => ({ file: at.file, line });
  const content = files.readText(at.file);
  const source = content !== null && "text" in content ? content.text.split("\n") : [];
  const lines = text.text.split("\n");
  return (line) => {
    const wanted = lines[line - 1]?.trim() ?? "";
    const found = wanted.length < 4 ? -1 : source.findIndex((one, i) => i >= at.line - 1 && one.includes(wanted));
    return found < 0 ? at : { file: at.file, line: found + 1 };
  };
}
