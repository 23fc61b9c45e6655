/**
 * Arrow keys on the picture. Left and right go along edges: from a column to an edge, from the edge to the column at its other end, so
 * that every edge can be stood upon. Up and down go from edge to edge of the column that one came from, or from row to row. Pure.
 */
import type { Joints } from "./lit.ts";
import type { Picture } from "./place-cards.ts";

export type Stand =
  | { readonly kind: "column"; readonly id: string }
  /** `side`: the end that one came from. */
  | { readonly kind: "edge"; readonly id: string; readonly side: "from" | "to" };

export type Step = "left" | "right" | "up" | "down";

/** Where a step leads; the same place where it leads nowhere. */
export function step(stand: Stand, way: Step, picture: Picture, joints: Joints): Stand {
  return stand.kind === "column" ? fromColumn(stand, way, picture, joints) : fromEdge(stand, way, picture, joints);
}

function fromColumn(stand: Stand & { kind: "column" }, way: Step, picture: Picture, joints: Joints): Stand {
  if (way === "left" || way === "right") {
    const lines = (way === "right" ? joints.out : joints.into).get(stand.id) ?? [];
    const straight = nearest(lines, picture.rowAt.get(stand.id)?.y ?? 0, way === "right" ? -1 : 0);
    return straight ? { kind: "edge", id: straight.id, side: way === "right" ? "from" : "to" } : stand;
  }
  const at = picture.rowAt.get(stand.id);
  if (!at) return stand;
  // Rows of the cards that stand in one column of the picture, as one list from top to bottom.
  const list = [...picture.rowAt.values()].filter((one) => one.card.x < at.card.x + at.card.width && one.card.x + one.card.width > at.card.x).sort((a, b) => a.y - b.y);
  const next = list[list.indexOf(at) + (way === "down" ? 1 : -1)];
  return next ? { kind: "column", id: next.row.id } : stand;
}

function fromEdge(stand: Stand & { kind: "edge" }, way: Step, picture: Picture, joints: Joints): Stand {
  const line = picture.lines.find((one) => one.id === stand.id);
  if (!line) return stand;
  if (way === "left") return { kind: "column", id: line.from };
  if (way === "right") return { kind: "column", id: line.to };
  const list = (stand.side === "from" ? joints.out.get(line.from) : joints.into.get(line.to)) ?? [];
  const next = list[list.indexOf(line) + (way === "down" ? 1 : -1)];
  return next ? { kind: "edge", id: next.id, side: stand.side } : stand;
}

function nearest(lines: NonNullable<ReturnType<Joints["out"]["get"]>>, y: number, end: 0 | -1): (typeof lines)[number] | undefined {
  let best: (typeof lines)[number] | undefined;
  for (const line of lines) if (!best || Math.abs(line.points.at(end)![1] - y) < Math.abs(best.points.at(end)![1] - y)) best = line;
  return best;
}
