/**
 * Cards and edges -> what the layout takes, and its answer -> the picture: where each card, row and edge is. The rows on the path are
 * ordered so that edges cross little; the layout itself knows only whole cards. Pure.
 */
import type { Layout, LayoutInput } from "../../../shared/layout/graph.ts";
import type { ColumnEdge } from "../../../shared/lineage.ts";
import type { Box, Point } from "../graph-camera.ts";
import { lineBounds } from "./edge-path.ts";
import { cardLine, columnId, edgeId, headHeight, rowHeight, type Card, type CardRow } from "./lineage-cards.ts";

export interface PlacedCard extends Card {
  readonly x: number;
  readonly y: number;
}

export interface PlacedLine {
  readonly id: string;
  readonly edge: ColumnEdge;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly bounds: Box;
  readonly isBroken: boolean;
}

export interface Picture {
  readonly cards: readonly PlacedCard[];
  readonly lines: readonly PlacedLine[];
  /** id of a row -> where its middle is. */
  readonly rowAt: ReadonlyMap<string, { readonly card: PlacedCard; readonly row: CardRow; readonly y: number }>;
  readonly width: number;
  readonly height: number;
}

export const gapBetweenLayers = 54;
export const gapInLayer = 26;
const sweeps = 6;

/** Without where cards were before, which whoever asks adds. */
export function layoutInput(cards: readonly Card[], edges: readonly ColumnEdge[]): LayoutInput {
  const pairs = new Map<string, { from: string; to: string }>();
  for (const { from, to } of edges) if (from.asset !== to.asset) pairs.set(`${from.asset}\n${to.asset}`, { from: from.asset, to: to.asset });
  return {
    nodes: cards.map((card) => ({ id: card.key, width: card.width, height: card.height, parent: null })),
    boxes: [], edges: [...pairs.values()], direction: "right", gapBetweenLayers, gapInLayer,
  };
}

export function makePicture(cards: readonly Card[], edges: readonly ColumnEdge[], layout: Layout): Picture {
  const items = new Map(layout.items.map((item) => [item.id, item]));
  const placed = cards.map((card): PlacedCard => ({ ...card, x: items.get(card.key)?.x ?? 0, y: items.get(card.key)?.y ?? 0 }));
  const ordered = orderRows(placed, edges);
  const rowAt = new Map(ordered.flatMap((card) => card.rows.map((row, i) => [row.id, { card, row, y: rowMiddle(card, i) }] as const)));
  const via = new Map(layout.edges.map((edge) => [`${edge.from}\n${edge.to}`, edge.points.slice(1, -1)]));
  const spread = new Map<string, number>();
  const lines = edges.flatMap((edge): PlacedLine[] => {
    const from = rowAt.get(columnId(edge.from));
    const to = rowAt.get(columnId(edge.to));
    if (!from || !to) return [];
    const pair = `${edge.from.asset}\n${edge.to.asset}`;
    const among = spread.get(pair) ?? 0;
    spread.set(pair, among + 1);
    const isInside = from.card === to.card;
    const points: Point[] = [
      [from.card.x + from.card.width, from.y],
      // Edges between the same two cards pass other layers side by side.
      ...(via.get(pair) ?? []).map(([x, y]): Point => [x, y + (among % 2 === 0 ? 1 : -1) * Math.ceil(among / 2) * 5]),
      [isInside ? to.card.x + to.card.width : to.card.x, to.y],
    ];
    return [{ id: edgeId(edge), edge, from: from.row.id, to: to.row.id, points, bounds: lineBounds(points), isBroken: from.row.broken !== null || to.row.broken !== null }];
  });
  return { cards: ordered, lines, rowAt, width: layout.width, height: layout.height };
}

export function rowMiddle(card: Pick<PlacedCard, "y">, index: number): number {
  return card.y + cardLine + headHeight + index * rowHeight + rowHeight / 2;
}

/** Rows on the path stand where the rows that they are joined to stand; the others stay below, in the order of the schema. */
function orderRows(cards: readonly PlacedCard[], edges: readonly ColumnEdge[]): readonly PlacedCard[] {
  const neighbours = new Map<string, string[]>();
  const join = (a: string, b: string): void => {
    const list = neighbours.get(a);
    if (list) list.push(b);
    else neighbours.set(a, [b]);
  };
  for (const edge of edges) {
    const [from, to] = [columnId(edge.from), columnId(edge.to)];
    if (edge.from.asset === edge.to.asset) continue;
    join(from, to);
    join(to, from);
  }
  const rows = new Map(cards.map((card) => [card.key, card.rows]));
  const y = new Map<string, number>();
  const settle = (card: PlacedCard): void => rows.get(card.key)!.forEach((row, i) => y.set(row.id, rowMiddle(card, i)));
  cards.forEach(settle);
  const byPlace = [...cards].sort((a, b) => a.x - b.x || a.y - b.y);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const card of sweep % 2 === 0 ? byPlace : [...byPlace].reverse()) {
      const before = rows.get(card.key)!;
      if (before.length < 2) continue;
      const wanted = new Map(before.map((row, i) => [row.id, row.isOnPath ? meanOf(neighbours.get(row.id) ?? [], y) ?? rowMiddle(card, i) : Infinity]));
      rows.set(card.key, [...before].sort((a, b) => {
        const [left, right] = [wanted.get(a.id)!, wanted.get(b.id)!];
        return left === right ? 0 : left - right;
      }));
      settle(card);
    }
  }
  return cards.map((card) => ({ ...card, rows: rows.get(card.key)! }));
}

function meanOf(ids: readonly string[], y: ReadonlyMap<string, number>): number | null {
  let sum = 0;
  let count = 0;
  for (const id of ids) {
    const at = y.get(id);
    if (at === undefined) continue;
    sum += at;
    count++;
  }
  return count === 0 ? null : sum / count;
}
