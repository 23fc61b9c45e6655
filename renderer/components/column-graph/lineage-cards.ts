/**
 * The lineage of a column -> cards, one an asset, with a row a column: those on the path first, all of them where the card is open.
 * Sizes come from the text, so that the layout needs no screen. Pure.
 */
import { parseAssetKey, titleOfKey, type KeyTitle } from "../../../shared/asset-key.ts";
import type { ColumnEdge, ColumnLineage, ColumnNode, ColumnRef } from "../../../shared/lineage.ts";

export interface CardRow extends ColumnRef {
  readonly id: string;
  readonly type: string | null;
  readonly description: string | null;
  readonly broken: ColumnNode["broken"];
  readonly isFocus: boolean;
  readonly isOnPath: boolean;
}

export interface Card extends KeyTitle {
  readonly key: string;
  readonly exists: boolean;
  /** The first is drawn. */
  readonly kinds: readonly string[];
  readonly rows: readonly CardRow[];
  /** Columns of the asset that are not on the path. */
  readonly more: number;
  readonly isOpen: boolean;
  readonly width: number;
  readonly height: number;
}

/** What an open card shows besides its columns on the path. */
export type MoreColumn = Pick<CardRow, "asset" | "column" | "type" | "description" | "broken">;

export interface CardFacts {
  readonly kindsOf: (asset: string) => readonly string[];
  /** All columns of an open card, undefined while they are not there; null for a card that is closed. */
  readonly columnsOf: (asset: string) => readonly MoreColumn[] | null | undefined;
}

/** Line around a card. */
export const cardLine = 1;
export const rowHeight = 26;
export const headHeight = 48;
/** The row that opens and closes a card. */
export const footHeight = 26;
const nameWidth = 7.25;
const typeWidth = 6.7;
const leastWidth = 168;
const mostWidth = 300;

/** Names of columns are compared lower-cased, as Dagster's UI does. */
export function columnId(ref: ColumnRef): string {
  return `${ref.asset}\n${ref.column.toLowerCase()}`;
}

export function edgeId(edge: Pick<ColumnEdge, "from" | "to">): string {
  return `${columnId(edge.from)}\n>\n${columnId(edge.to)}`;
}

/** Cards in the order in which the walk met them. */
export function makeCards(lineage: ColumnLineage, facts: CardFacts): readonly Card[] {
  const focus = columnId(lineage.focus);
  const rowsOf = new Map<string, CardRow[]>();
  for (const node of lineage.columns) {
    const id = columnId(node);
    const row: CardRow = { id, asset: node.asset, column: node.column, type: node.type, description: node.description, broken: node.broken, isFocus: id === focus, isOnPath: true };
    const rows = rowsOf.get(node.asset);
    if (rows) rows.push(row);
    else rowsOf.set(node.asset, [row]);
  }
  return lineage.assets.map(({ key, totalColumns, exists }): Card => {
    const { prefix, name } = titleOfKey(parseAssetKey(key));
    const onPath = rowsOf.get(key) ?? [];
    const all = facts.columnsOf(key);
    const shown = new Set(onPath.map((row) => row.id));
    const others = (all ?? []).filter((one) => !shown.has(columnId(one))).map((one): CardRow => ({ ...one, id: columnId(one), isFocus: false, isOnPath: false }));
    const kinds = facts.kindsOf(key);
    const rows = [...onPath, ...others];
    const more = Math.max(others.length, totalColumns - onPath.filter((row) => row.broken === null).length, 0);
    return {
      key, prefix, name, exists, kinds, rows, more,
      isOpen: all != null,
      width: widthOf(prefix, name, kinds, rows),
      height: 2 * cardLine + headHeight + rows.length * rowHeight + (more > 0 ? footHeight : 0),
    };
  });
}

function widthOf(prefix: string, name: string, kinds: readonly string[], rows: readonly CardRow[]): number {
  const badges = kinds[0] === undefined ? 0 : Math.min(12, kinds[0].length) * 6.2 + 18;
  const head = Math.max(prefix.length * typeWidth, name.length * nameWidth) + badges + 24;
  const widest = rows.reduce((most, row) => Math.max(most, row.column.length * nameWidth + labelOf(row).length * typeWidth + 38), 0);
  return Math.round(Math.min(mostWidth, Math.max(leastWidth, head, widest)));
}

/** What stands at the right of a row. */
export function labelOf(row: Pick<CardRow, "broken" | "type">): string {
  if (row.broken !== null) return row.broken === "no such asset" ? "no asset" : "missing";
  // What a type is of; the pointer and the panel tell its sizes.
  return row.type?.replace(/\s*\([^()]*\)/g, "") ?? "";
}
