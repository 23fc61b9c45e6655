/**
 * Text of the selection language or plain words -> the catalog's rows that it names. The language itself (grammar, meaning) is
 * shared/selection; this file only feeds it with the index. Rows that an unknown field keeps from being told are not selected.
 */
import type { AssetRow, CatalogPage } from "../../../shared/api.ts";
import type { ScheduleDefinition, SensorDefinition } from "../../../shared/model.ts";
import { evaluateSelection as evaluate, type SelectableAsset, type SelectionGraph } from "../../../shared/selection/evaluate.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";
import { findUnanswerable } from "../../../shared/selection/unanswerable.ts";
import { upgradeSelection } from "../../../shared/selection/upgrade.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { readParts } from "../index/definitions.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import type { AssetFacts, Facts, FactsOfRows } from "./asset-facts.ts";
import type { Catalog } from "./catalog.ts";

export interface SelectedRows {
  readonly rows: readonly AssetRow[];
  readonly error: CatalogPage["selectError"];
  /** How many rows an unknown field keeps from being told. */
  readonly undecided: number;
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
      if (text.trim() === "") return { rows, error: null, undecided: 0 };
      if (isPlainText(text)) return { rows: rows.filter(plainTextTest(text)), error: null, undecided: 0 };
      const parsed = parseSelection(upgradeSelection(text) ?? text);
      if (!parsed.selection) return { rows: rows.filter(plainTextTest(text)), error: parsed.error, undecided: 0 };
      const unanswerable = findUnanswerable(text);
      if (unanswerable) return { rows: [], error: unanswerable, undecided: 0 };
      const { graph, rows: selectable } = await current();
      const { yes, maybe } = evaluate(parsed.selection, { ...graph, now: Date.now() / 1000 });
      return { rows: selectable.filter((_, i) => yes[i] === 1), error: null, undecided: maybe.reduce((count, bit, i) => count + (bit === 1 && yes[i] === 0 ? 1 : 0), 0) };
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
  const sensorParts = readParts<SensorDefinition>(index.db, "sensor");
  const sensors = targets(sensorParts);
  const types = new Map(sensorParts.map((sensor) => [`${sensor.codeLocation}\n${sensor.name}`, `sensor/${sensorWords[sensor.sensorType] ?? "unknown"}`]));
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
    const bySensor = targetedBy(sensors);
    const bySchedule = targetedBy(schedules);
    return join(asset, row, bySensor, bySchedule, [...(bySchedule.length > 0 ? ["schedule"] : []), ...bySensor.flatMap((name) => types.get(`${asset.codeLocation}\n${name}`) ?? [])]);
  });
  return { assets, upstream, downstream, now: 0 };
}

/** What the definition, the log and the automation say of one asset, as one object; the same object while all say the same. */
function createJoin() {
  const joined = new WeakMap<AssetFacts, { readonly row: AssetRow; readonly startedBy: readonly string[]; readonly asset: SelectableAsset }>();
  const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name, i) => name === b[i]);
  return (facts: AssetFacts, row: AssetRow, sensors: readonly string[], schedules: readonly string[], startedBy: readonly string[]): SelectableAsset => {
    const before = joined.get(facts);
    if (before && before.row === row && isSame(before.asset.sensors, sensors) && isSame(before.asset.schedules, schedules) && isSame(before.startedBy, startedBy)) return before.asset;
    const automationTypes = startedBy.length === 0 ? facts.automationTypes : [...new Set([...knownOr(facts.automationTypes, []), ...startedBy])];
    const asset = { ...facts, sensors, schedules, automationTypes, materializedAt: row.materializedAt, status: row.runStatus };
    joined.set(facts, { row, startedBy, asset });
    return asset;
  };
}

/** Kinds of sensors in the words of selections. */
const sensorWords: { readonly [type: string]: string | undefined } = {
  sensor: "standard", run_status_sensor: "run_status", asset_sensor: "asset", multi_asset_sensor: "multi_asset", automation_condition_sensor: "automation_condition",
};

/** Code location and job -> names of what starts it. */
function targets(parts: readonly (ScheduleDefinition | SensorDefinition)[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const part of parts) {
    const job = `${part.codeLocation}\n${knownOr(part.target, null) ?? ""}`;
    names.set(job, [...(names.get(job) ?? []), part.name]);
  }
  return names;
}
