/** Rows of the catalog and the edges between assets -> one graph with numbers for names, and the boxes that hold the assets. Pure. */
import type { AssetRow } from "../../../shared/api.ts";
import type { AssetGraph } from "../../../shared/lineage.ts";
import { isUnknown, type Unknown } from "../../../shared/unknown.ts";

export interface GroupBox {
  /** `group`, `group@location` where there are several, `@location`, or `?`. Stable: addresses carry it. */
  readonly id: string;
  readonly kind: "location" | "group" | "stubs";
  /** The group's whole name, or the code location's. */
  readonly name: string;
  /** The part of the name that the box around it does not say. */
  readonly title: string;
  /** Index of the box around it, -1 at the top. */
  readonly parent: number;
  /** Assets inside, those of inner boxes too. */
  readonly size: number;
}

export interface LineageModel {
  /** An asset's index is its place here; sorted as the core sorts. */
  readonly rows: readonly AssetRow[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly out: readonly (readonly number[])[];
  readonly into: readonly (readonly number[])[];
  readonly edgeCount: number;
  readonly unknownDeps: ReadonlyMap<number, Unknown>;
  /** Sets of assets that depend on themselves, by index. */
  readonly cycles: readonly (readonly number[])[];
  readonly cycleOf: ReadonlyMap<number, number>;
  readonly boxes: readonly GroupBox[];
  readonly boxIndex: ReadonlyMap<string, number>;
  /** Innermost box of each asset, -1 for none. */
  readonly boxOf: Int32Array;
}

/** More assets than this that are only named get a box of their own. */
const maxFreeStubs = 12;
export const stubsId = "?";

export function buildLineageModel(rows: readonly AssetRow[], graph: AssetGraph): LineageModel {
  const indexOf = new Map(rows.map((row, i) => [row.key, i]));
  const out: number[][] = rows.map(() => []);
  const into: number[][] = rows.map(() => []);
  const places = graph.keys.map((key) => indexOf.get(key) ?? -1);
  let edgeCount = 0;
  for (const [a, b] of graph.edges) {
    const from = places[a] ?? -1;
    const to = places[b] ?? -1;
    if (from < 0 || to < 0) continue;
    out[from]!.push(to);
    into[to]!.push(from);
    edgeCount++;
  }
  const unknownDeps = new Map<number, Unknown>();
  for (const [key, why] of Object.entries(graph.unknownDeps)) {
    const at = indexOf.get(key);
    if (at !== undefined) unknownDeps.set(at, why);
  }
  const cycles = graph.cycles.map((keys) => keys.flatMap((key) => indexOf.get(key) ?? []));
  const cycleOf = new Map(cycles.flatMap((members, i) => members.map((member): [number, number] => [member, i])));
  return { rows, indexOf, out, into, edgeCount, unknownDeps, cycles, cycleOf, ...buildBoxes(rows) };
}

function buildBoxes(rows: readonly AssetRow[]): Pick<LineageModel, "boxes" | "boxIndex" | "boxOf"> {
  const locations = new Set(rows.filter((row) => !row.isStub).map((row) => row.codeLocation));
  const hasLocations = locations.size > 1;
  const stubs = rows.filter((row) => row.isStub).length;
  const names = new Map<string, Pick<GroupBox, "kind" | "name">>([[stubsId, { kind: "stubs", name: "Only named, not defined" }]]);
  const named = (id: string, kind: GroupBox["kind"], name: string): string => {
    if (!names.has(id)) names.set(id, { kind, name });
    return id;
  };
  const paths = rows.map((row): readonly string[] => {
    if (row.isStub) return stubs > maxFreeStubs ? [stubsId] : [];
    const suffix = hasLocations ? `@${row.codeLocation}` : "";
    const around = suffix === "" ? [] : [named(suffix, "location", row.codeLocation)];
    return isUnknown(row.group) ? around : [...around, ...prefixes(row.group).map((group) => named(group + suffix, "group", group))];
  });
  const own = new Map<string, number>();
  const children = new Map<string, Set<string>>();
  for (const path of paths) {
    path.forEach((id, i) => {
      const inner = path[i + 1];
      if (!children.has(id)) children.set(id, new Set());
      if (inner !== undefined) children.get(id)!.add(inner);
      else own.set(id, (own.get(id) ?? 0) + 1);
    });
  }
  // A box that holds nothing but one other box says nothing that its inner one does not.
  const isSpare = (id: string): boolean => !own.has(id) && children.get(id)?.size === 1 && names.get(id)?.kind === "group";
  const kept = paths.map((path) => path.filter((id) => !isSpare(id)));
  const counts = new Map<string, number>();
  for (const path of kept) for (const id of path) counts.set(id, (counts.get(id) ?? 0) + 1);
  // One box around everything is no help.
  if (counts.size === 1 && [...counts.values()][0] === rows.length) kept.fill([]);
  const parents = new Map<string, string | null>();
  for (const path of kept) path.forEach((id, i) => parents.set(id, path[i - 1] ?? null));
  // Outer boxes before inner ones: drawing and hit tests count on it.
  const depthOf = (id: string): number => { const around = parents.get(id) ?? null; return around === null ? 0 : depthOf(around) + 1; };
  const ids = [...parents.keys()].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
  const boxIndex = new Map(ids.map((id, i) => [id, i]));
  const boxes = ids.map((id): GroupBox => {
    const parent = parents.get(id) ?? null;
    const { kind, name } = names.get(id)!;
    const around = parent === null ? undefined : names.get(parent);
    const title = kind === "group" && around?.kind === "group" && name.startsWith(`${around.name}/`) ? name.slice(around.name.length + 1) : name;
    return { id, kind, name, title, parent: parent === null ? -1 : boxIndex.get(parent)!, size: counts.get(id) ?? 0 };
  });
  const boxOf = Int32Array.from(kept, (path) => (path.length === 0 ? -1 : boxIndex.get(path.at(-1)!)!));
  return { boxes, boxIndex, boxOf };
}

/** `a/b/c` -> `a`, `a/b`, `a/b/c`. */
function prefixes(group: string): string[] {
  const parts = group.split("/").slice(0, 12);
  return parts.map((_, i) => (i === parts.length - 1 ? group : parts.slice(0, i + 1).join("/")));
}

/** From the outermost box inwards. */
export function boxesAround(model: LineageModel, asset: number): number[] {
  const path: number[] = [];
  for (let box = model.boxOf[asset] ?? -1; box >= 0; box = model.boxes[box]!.parent) path.push(box);
  return path.reverse();
}
