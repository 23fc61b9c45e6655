/**
 * Text of the selection language or plain words -> the catalog's rows that it names. The language itself (grammar, meaning) is
 * shared/selection; this file only feeds it with the index. Rows that an unknown field keeps from being told are not selected.
 */
import type { AssetRow, CatalogPage } from "../../../shared/api.ts";
import type { ScheduleDefinition, SensorDefinition } from "../../../shared/model.ts";
import { evaluateSelection as evaluate, type SelectableAsset, type SelectionGraph } from "../../../shared/selection/evaluate.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";
import { upgradeSelection } from "../../../shared/selection/upgrade.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { readParts } from "../index/definitions.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import type { AssetFacts, Facts, FactsOfRows } from "./asset-facts.ts";
import type { Catalog } from "./catalog.ts";

export interface SelectedRows {
  readonly rows: readonly AssetRow[];
  readonly error: CatalogPage["selectError"];
}

export interface Selector {
  select(text: string): Promise<SelectedRows>;
  /** What selections are told from: assets in the order of the rows. */
  graph(): Promise<SelectionGraph>;
}

export function createSelector(index: ProjectIndex, catalog: Catalog, facts: Facts): Selector {
  let made: { readonly of: string; readonly rows: readonly AssetRow[]; readonly graph: SelectionGraph } | null = null;
  const joinAsset = createJoin();
  // Sensors and schedules may change where no asset does: the revision tells.
  const current = async (): Promise<NonNullable<typeof made>> => {
    const known = await facts.all();
    const of = `${known.version} ${index.generation} ${index.revision()}`;
    if (made?.of !== of) made = { of, rows: known.rows, graph: buildGraph(index, known, joinAsset) };
    return made;
  };
  return {
    graph: async () => (await current()).graph,
    async select(text) {
      const rows = catalog.rows();
      if (text.trim() === "") return { rows, error: null };
      if (isPlainText(text)) return { rows: rows.filter(plainTextTest(text)), error: null };
      const parsed = parseSelection(upgradeSelection(text) ?? text);
      if (!parsed.selection) return { rows: rows.filter(plainTextTest(text)), error: parsed.error };
      const { graph, rows: selectable } = await current();
      const { yes } = evaluate(parsed.selection, { ...graph, now: Date.now() / 1000 });
      return { rows: selectable.filter((_, i) => yes[i] === 1), error: null };
    },
  };
}

/** Words without any sign of the language; `*` and `+` at a word's edge are its older walks. */
function isPlainText(text: string): boolean {
  return !/[:"()=*+<>,]|\b(and|or|not|AND|OR|NOT)\b/.test(text);
}

/** Every word somewhere in what the row shows. */
function plainTextTest(text: string): (row: AssetRow) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) => {
    const shown = [row.key, knownOr(row.summary, null) ?? "", knownOr(row.group, ""), ...knownOr(row.owners, []), ...knownOr(row.kinds, []),
      ...Object.entries(knownOr(row.tags, {})).map(([key, value]) => `${key}=${knownOr(value, "")}`)].join("\n").toLowerCase();
    return words.every((word) => shown.includes(word));
  };
}

function buildGraph(index: ProjectIndex, { rows, facts }: FactsOfRows, join: ReturnType<typeof createJoin>): SelectionGraph {
  const schedules = targets(readParts<ScheduleDefinition>(index.db, "schedule"));
  const sensors = targets(readParts<SensorDefinition>(index.db, "sensor"));
  const positions = new Map(rows.map((row, i) => [row.key, i]));
  const upstream: number[][] = rows.map(() => []);
  const downstream: number[][] = rows.map(() => []);
  const assets = rows.map((row, i) => {
    const asset = facts.get(row.key)!;
    for (const dep of knownOr(asset.deps, [])) {
      const from = positions.get(dep);
      if (from === undefined || from === i) continue;
      upstream[i]?.push(from);
      downstream[from]?.push(i);
    }
    const targetedBy = (parts: ReadonlyMap<string, readonly string[]>) => asset.jobs.flatMap((job) => parts.get(`${asset.codeLocation}\n${job}`) ?? []);
    return join(asset, row, targetedBy(sensors), targetedBy(schedules));
  });
  return { assets, upstream, downstream, now: 0 };
}

/** What the definition, the log and the automation say of one asset, as one object; the same object while all say the same. */
function createJoin() {
  const joined = new WeakMap<AssetFacts, { readonly row: AssetRow; readonly asset: SelectableAsset }>();
  const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name, i) => name === b[i]);
  return (facts: AssetFacts, row: AssetRow, sensors: readonly string[], schedules: readonly string[]): SelectableAsset => {
    const before = joined.get(facts);
    if (before && before.row === row && isSame(before.asset.sensors, sensors) && isSame(before.asset.schedules, schedules)) return before.asset;
    const asset = { ...facts, sensors, schedules, materializedAt: row.materializedAt, status: row.runStatus };
    joined.set(facts, { row, asset });
    return asset;
  };
}

/** Code location and job -> names of what starts it. */
function targets(parts: readonly (ScheduleDefinition | SensorDefinition)[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const part of parts) {
    const job = `${part.codeLocation}\n${knownOr(part.target, null) ?? ""}`;
    names.set(job, [...(names.get(job) ?? []), part.name]);
  }
  return names;
}
