/** What a column is joined to: everything upstream and everything downstream of it, each way kept after the first step. Pure. */
import type { PlacedLine } from "./place-cards.ts";

export interface Lit {
  readonly columns: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

export interface Joints {
  /** id of a column -> the lines that end there. */
  readonly into: ReadonlyMap<string, readonly PlacedLine[]>;
  readonly out: ReadonlyMap<string, readonly PlacedLine[]>;
}

/** Lines of each column from top to bottom of their other end. */
export function jointsOf(lines: readonly PlacedLine[]): Joints {
  const group = (end: "from" | "to"): Map<string, PlacedLine[]> => {
    const lists = new Map<string, PlacedLine[]>();
    for (const line of lines) {
      const list = lists.get(line[end]);
      if (list) list.push(line);
      else lists.set(line[end], [line]);
    }
    return lists;
  };
  const into = group("to");
  const out = group("from");
  for (const list of into.values()) list.sort((a, b) => a.points[0]![1] - b.points[0]![1]);
  for (const list of out.values()) list.sort((a, b) => a.points.at(-1)![1] - b.points.at(-1)![1]);
  return { into, out };
}

export function litBy(column: string, joints: Joints): Lit {
  const columns = new Set([column]);
  const edges = new Set<string>();
  walk(column, joints.into, "from", columns, edges);
  walk(column, joints.out, "to", columns, edges);
  return { columns, edges };
}

/** An edge lights itself and both its ends. */
export function litByEdge(line: PlacedLine): Lit {
  return { columns: new Set([line.from, line.to]), edges: new Set([line.id]) };
}

function walk(start: string, lists: Joints["into"], end: "from" | "to", columns: Set<string>, edges: Set<string>): void {
  const seen = new Set([start]);
  const queue = [start];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const line of lists.get(at) ?? []) {
      edges.add(line.id);
      const next = line[end];
      if (seen.has(next)) continue;
      seen.add(next);
      columns.add(next);
      queue.push(next);
    }
  }
}
