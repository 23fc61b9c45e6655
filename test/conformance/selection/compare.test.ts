/**
 * Every selection of strings.txt, over graph.json, against what the real Dagster answered (expected.json, written by
 * dagster_selection.py; CI writes it anew and compares). Differences that we want are listed one by one with their reason.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluateSelection, type SelectableAsset, type SelectionGraph } from "../../../shared/selection/evaluate.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";

interface Row { key: string; group: string; owners: string[]; tags: Record<string, string>; kinds: string[]; partitions: string | null; deps: string[] }
interface Answer { text: string; keys?: string[]; error?: string; unsupported?: string }

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const rows = read("graph.json") as Row[];
const { answers } = read("expected.json") as { answers: Answer[] };

const keysOf = (test: (row: Row) => boolean): string[] => rows.filter(test).map((row) => row.key);
/** Ours answers where Python's reader does not, or in the UI's way. */
const wanted: { [text: string]: { reason: string; keys: string[] | null } } = {
  'owner:"finance"': { reason: "a team by its name, as the UI takes it; Python wants `team:` before it, which is taken too", keys: keysOf((row) => row.owners.includes("team:finance")) },
  "owner:finance": { reason: "the same", keys: keysOf((row) => row.owners.includes("team:finance")) },
  "tag:<null>": { reason: "Dagster's UI selects what has no tag (kinds are tags), its Python fails", keys: keysOf((row) => Object.keys(row.tags).length === 0 && row.kinds.length === 0) },
  "not_materialized_in_hours:3": { reason: "of the UI's newer grammar; what it selects depends on the time", keys: null },
  "owner:<null>": { reason: "Dagster's UI selects what has no owner, its Python nothing", keys: keysOf((row) => row.owners.length === 0) },
};

const partitionKinds: { [kind: string]: "static" | "dynamic" | "time" | "multipartitions" } = { daily: "time", static: "static", dynamic: "dynamic", multi: "multipartitions" };

function graphOf(): SelectionGraph {
  const at = new Map(rows.map((row, i) => [row.key, i]));
  const upstream = rows.map((row) => row.deps.map((dep) => at.get(dep)!));
  const downstream = rows.map((_, i) => rows.flatMap((_row, j) => (upstream[j]!.includes(i) ? [j] : [])));
  const assets = rows.map((row): SelectableAsset => ({
    key: row.key, isExternal: false, group: row.group, owners: row.owners, tags: row.tags, kinds: row.kinds, codeLocation: "shop", codeLocationAliases: [],
    partitions: row.partitions === null ? "none" : partitionKinds[row.partitions]!, automationTypes: [], jobs: [], sensors: [], schedules: [], columns: [],
    tableNames: [], metadata: new Map(), description: null, path: null, materializedAt: null, status: null,
  }));
  return { assets, upstream, downstream, now: 0 };
}

describe("the selection language against the real Dagster", () => {
  const graph = graphOf();
  for (const answer of answers) {
    const text = answer.text;
    it(JSON.stringify(text), () => {
      const parsed = parseSelection(text);
      const ours = wanted[text];
      if (!ours && answer.error && !answer.error.startsWith("Invalid 'is:'")) return expect(parsed.error, "Dagster: " + answer.error).not.toBeNull();
      expect(parsed.error).toBeNull();
      const keys = ours ? ours.keys : answer.keys;
      if (!parsed.selection || !keys) return;
      const { yes } = evaluateSelection(parsed.selection, graph);
      expect(rows.flatMap((row, i) => (yes[i] ? [row.key] : [])).sort()).toEqual(keys.toSorted());
    });
  }
});
